using Telemetry.Query.Contracts;

namespace Telemetry.Web.Components.Pages.Design;

/// <summary>Made-up rules, and what they would do.</summary>
internal static class DesignRules
{
    public const string Text = "# the database has bad days\nerror.type:DatabaseError -> database\nerror.typo:ExportError -> {{ default }}, {{ tags.channel }}";

    public static readonly IReadOnlyList<RuleProblemItem> Problems = [new RuleProblemItem("fingerprint", 3, 1, "\"error.typo\" is nothing a rule can look at.", "One of error.type, error.value, message.")];

    public static readonly IReadOnlyList<GroupingRulesItem> History =
    [
        new(3, "error.type:DatabaseError -> database", "stack.module:acme_core.* -app", "Ada", "2026-11-25T02:10:00Z", "2026-11-25T02:10:10Z"),
        new(2, "", "stack.module:acme_core.* -app", "Ada", "2026-11-24T09:00:00Z", "2026-11-24T09:00:10Z"),
        new(1, "# to begin with", "", "a name that is longer than the column it stands in on this page, by far", "2026-11-20T09:00:00Z", "2026-11-20T09:00:10Z"),
    ];

    public static readonly GroupingPreview Preview = new(
        500,
        "2026-11-03T10:00:00.000000000Z",
        "count",
        29,
        [
            new GroupingMove(Issue("7", "OperationalError: database is locked"), Issue("3", "DatabaseError: no connection"), null, "database", 18, 18, ["0192f0c1d2e34f5a8b9c0d1e2f3a4b5c", "0192f0c1d2e34f5a8b9c0d1e2f3a4b5d"]),
            new GroupingMove(Issue("12", "ExportError: cannot write holiday.png"), null, "1:00000000000000ff", "ExportError: cannot write holiday.png", 7, 40, ["0192f0c1d2e34f5a8b9c0d1e2f3a4b5c"]),
            new GroupingMove(Issue("1", ""), null, "1:00000000000000aa", "KeyError: 'price'", 4, 4, []),
        ]);

    public static readonly GroupingPreview Nothing = new(120, "2026-11-03T10:00:00.000000000Z", null, 0, []);

    public static readonly IssueGroupList Groups = new(
        [
            new IssueGroupItem("1:00000000000000ff", null, 1_190, DesignIssues.Crashes.Items[0]),
            new IssueGroupItem("1:00000000000000aa", "APP-9", 94, DesignIssues.Crashes.Items[1]),
            new IssueGroupItem("1:00000000000000bb", null, 0, null),
        ],
        3,
        [DesignIssues.Details.Issue with { Id = "9", ShortId = "APP-9", Title = "ExportError: cannot write a picture" }]);

    private static MovedIssue Issue(string number, string title) => new(number, $"APP-{number}", title);
}
