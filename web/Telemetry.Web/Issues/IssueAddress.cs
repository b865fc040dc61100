using Telemetry.Web.Addresses;

namespace Telemetry.Web.Issues;

/// <summary>Addresses of the pages about issues.</summary>
internal static class IssueAddress
{
    /// <summary>The list.</summary>
    public const string List = "/issues";

    /// <summary>What is thrown away.</summary>
    public const string Discarded = "/issues/discarded";

    /// <summary>What people wrote.</summary>
    public const string Feedback = "/issues/feedback";

    /// <summary>A page beside the list, with project and time range.</summary>
    public static string Beside(SearchAddress page, string path) => new SearchAddress(path) { Project = page.Project, Window = page.Window, Scope = page.Scope }.ToString();

    /// <summary>Path of one issue's page.</summary>
    public static string Path(string issue) => $"{List}/{Uri.EscapeDataString(issue)}";

    /// <summary>One issue's page, from a page with a project, a time range and a scope.</summary>
    public static SearchAddress Of(SearchAddress page, string issue) =>
        page.FirstPage() with { Path = Path(issue), Query = "", Sort = null, Tab = null, View = new LogView() };

    /// <summary>The list with a query, all states, from any page of the project.</summary>
    public static SearchAddress Matching(string? project, string query) =>
        new(List) { Project = project, Query = query, Tab = "all", Window = new TimeWindow { Default = RelativeRange.Month, Relative = RelativeRange.Month } };

    /// <summary>The permalink of one crash.</summary>
    public static string Crash(string? project, string issue, string crash) => CrashLink.To(new SearchAddress(Path(issue)) { Project = project }, crash);
}
