using Telemetry.Query.Contracts;

namespace Telemetry.Web.Components.Pages.Design;

/// <summary>Made-up issues, in every state.</summary>
internal static class DesignIssues
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    public static readonly TimeRange Month = new("2026-10-26T03:00:00Z", "2026-11-25T03:00:00Z");

    public static readonly IssueList List = new(
        [
            Item(17, "KeyError: 'price'", "shop.cart in total", "new", "error", 1_284, "2.1.0", "2.1.1") with { Priority = "high" },
            Item(12, "ExportError: cannot write holiday.png", "photo.export in Exporter.save", "regressed", "fatal", 96_120, "1.8.3", "2.1.0") with { Assignee = "ada@example.com" },
            Item(9, "ConnectionResetError: [Errno 104] Connection reset by peer, while a list of pictures with a name that is longer than the page is wide was sent to https://api.example.com/v1/albums/7/pictures", "photo.net.session in Session.send", "escalating", "error", 420, "2.0.9", "2.1.1"),
            Item(4, "low disk on D:", "photo.core in check_disk", "ongoing", "warning", 12, "2.0.9", "2.0.9"),
            Item(3, "RecursionError: maximum recursion depth exceeded", "photo.tree in walk", "none", "error", 3, null, null) with { Status = "archived" },
            Item(1, "", "", "none", "info", 0, "1.0", "1.0") with { Status = "resolved", Resolution = new IssueResolutionItem("next", ["2.1.0"], "2026-11-20T08:00:00Z") },
        ],
        "more",
        312,
        Month,
        86_400,
        ["1.8.3", "2.0.9", "2.1.0", "2.1.1"]);

    public static readonly IssueDetails Details = new(
        new IssueItem
        {
            Id = "12",
            ShortId = "APP-12",
            Title = "ExportError: cannot write holiday.png",
            Type = "photo.export.ExportError",
            Culprit = "photo.export in Exporter.save",
            Level = "fatal",
            State = new IssueStateItem("unresolved", "regressed", "2026-11-24T20:00:00Z", null, null, "ada@example.com", "high"),
            StateVersion = 4,
            MergedInto = null,
            FirstSeen = "2026-11-19T10:00:00Z",
            LastSeen = "2026-11-25T02:41:00Z",
            FirstRelease = "2.1.0",
            LastRelease = "2.1.1",
        },
        1_284,
        1_200,
        183,
        [
            new IssueReleaseItem("2.1.1", 1_044, 160, "2026-11-21T08:00:00Z", "2026-11-25T02:41:00Z", 1_300, 42_000),
            new IssueReleaseItem("2.1.0", 240, 31, "2026-11-19T10:00:00Z", "2026-11-22T09:00:00Z", 400, 9_100),
            new IssueReleaseItem("2.0.9", 0, 0, null, null, 120, 81_000),
            new IssueReleaseItem("2.0.8", 0, 0, null, null, 30, 0),
        ],
        [new IssueEnvironmentItem("production", 1_284, 183)],
        "2.1.0",
        "2.0.9",
        Month,
        86_400,
        [.. Enumerable.Range(0, 30).Select(day => day < 24 ? 0L : 40 * (day % 7))],
        "0192f0c1d2e34f5a8b9c0d1e2f3a4b5c");

    public static readonly IssueChanges Changes = new(
        "2.0.9",
        "2.1.0",
        [new ChangedDistribution("pillow", ["10.4.0"], ["11.0.0"]), new ChangedDistribution("pyexiv2", [], ["2.15.3"]), new ChangedDistribution("six", ["1.16.0"], [])],
        [new ReleaseCommitItem("5f2c41d07be85a36", "Ada", "Write pictures through a temporary file", "2026-11-18T16:00:00Z")]);

    public static readonly IssueFacts Facts = new(
        1_284,
        1_284,
        566,
        [
            new IssueFactItem("os.name", "Windows", 1_194, 0.93, 0.11, 8.5, 6.9),
            new IssueFactItem("encoding", "cp1252", 1_170, 0.911, 0.04, 22.8, 14.1),
            new IssueFactItem("distribution:pillow", "11.0.0", 1_284, 1, 0, null, 300),
        ],
        [new FactValues("os.name", [new CountGroup("Windows", 1_194), new CountGroup("Linux", 90)])]);

    public static readonly CrashGroupingItem Grouping = new(
        "1:00000000000000ff",
        [
            new CrashGroupingPart("type", "photo.export.ExportError", true, "The type of the exception that ended it."),
            new CrashGroupingPart("frame", "photo.export Exporter.save", true, "A call of the application's own."),
            new CrashGroupingPart("frame", "PIL.Image Image.save", false, "A call of a library."),
        ],
        IsSame: false);

    public static readonly IssueTimelinePage Timeline = new(
        [
            Line("5", "commented", "Ada") with { Comment = new IssueCommentItem("1", "Ada", true, "Only with <b>umlauts</b> in the path?\nLooking.", "2026-11-25T02:00:00Z", "2026-11-25T02:10:00Z") },
            Line("4", "regressed", null) with { Release = "2.1.1", Environment = "production" },
            Line("3", "resolved", "Ada") with { After = new IssueStateItem("resolved", "none", "2026-11-20T08:00:00Z", new IssueResolutionItem("next", ["2.1.0"], "2026-11-20T08:00:00Z"), null, null, "high") },
            Line("2", "assigned", null) with { After = new IssueStateItem("unresolved", "new", "2026-11-19T10:00:00Z", null, null, "ada@example.com", "high"), Rule = "module:photo.export.* ada@example.com" },
            Line("1", "created", null) with { Release = "2.1.0" },
        ],
        null);

    public static readonly CrashPage Crashes = new(
        [
            Crash("0192f0c1d2e34f5a8b9c0d1e2f3a4b5c", "cannot write holiday.png", "Windows"),
            Crash("0192f0c1d2e34f5a8b9c0d1e2f3a4b5d", "cannot write a picture with a name that is much longer than the column it stands in on this page", "Linux"),
        ],
        "more");

    private static IssueTimelineItem Line(string id, string kind, string? actor) => new()
    {
        Id = id,
        Kind = kind,
        Actor = actor,
        At = "2026-11-24T20:00:00Z",
        Before = null,
        After = null,
        Release = null,
        Environment = null,
        Others = [],
        Rule = null,
        Comment = null,
    };

    private static CrashListItem Crash(string id, string message, string system) => new()
    {
        Id = id,
        Time = "2026-11-25T02:41:00.123456789Z",
        ReceivedAt = "2026-11-25T02:41:01.000000000Z",
        Release = "2.1.1",
        Environment = "production",
        Level = "fatal",
        Unhandled = true,
        Message = message,
        UserId = "u1234",
        InstallId = "",
        SessionId = "",
        TraceId = "",
        Facts = new Dictionary<string, string> { ["os.name"] = system, ["os.version"] = "10.0.19045" },
    };

    private static IssueListItem Item(int number, string title, string culprit, string substatus, string level, long count, string? first, string? last) => new()
    {
        Id = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ShortId = $"APP-{number}",
        Title = title,
        Type = title.Split(':')[0],
        Culprit = culprit,
        Status = "unresolved",
        Substatus = substatus,
        Level = level,
        Priority = "medium",
        Count = count,
        Users = count / 7,
        FirstSeen = "2026-11-19T10:00:00Z",
        LastSeen = "2026-11-25T02:41:00Z",
        FirstRelease = first,
        LastRelease = last,
        Assignee = null,
        Resolution = null,
        StateVersion = 1,
        Feedback = number % 3,
        FirstBadRelease = first,
        ReleaseTrend = first is null ? [0, 0, 0, 0] : [first == "1.8.3" ? count / 8 : 0, first == "2.0.9" ? count / 4 : 0, count / 3, last == "2.1.1" ? count / 2 : 0],
        Trend = [.. Enumerable.Range(0, 30).Select(day => day < 24 - (number % 7) ? 0L : count * (day % 5) / 20)],
    };
}
