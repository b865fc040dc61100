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
        86_400);

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
        Trend = [.. Enumerable.Range(0, 30).Select(day => day < 24 - (number % 7) ? 0L : count * (day % 5) / 20)],
    };
}
