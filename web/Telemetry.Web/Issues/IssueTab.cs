using Telemetry.Web.Addresses;

namespace Telemetry.Web.Issues;

/// <summary>A part of the list of issues: a term of the query language under a name, beside what the reader asks for.</summary>
/// <param name="Code">In addresses.</param>
/// <param name="Label">For people.</param>
/// <param name="Term">Added to the query; empty for none.</param>
internal sealed record IssueTab(string Code, string Label, string Term)
{
    /// <summary>All of them; the first is what an address means that names none.</summary>
    public static IReadOnlyList<IssueTab> All { get; } =
    [
        new("unresolved", "Unresolved", "is:unresolved"),
        new("new", "New", "is:new"),
        new("regressed", "Regressed", "is:regressed"),
        new("escalating", "Escalating", "is:escalating"),
        new("archived", "Archived", "is:archived"),
        new("resolved", "Resolved", "is:resolved"),
        new("all", "All", ""),
    ];

    /// <summary>The tab of an address; null when its query says itself which states are meant, which a tab could only contradict.</summary>
    public static IssueTab? Of(SearchAddress address) => NamesState(address.Query)
        ? null
        : All.FirstOrDefault(tab => tab.Code == address.Tab) ?? All[0];

    /// <summary>The same search in this tab.</summary>
    public SearchAddress In(SearchAddress address) =>
        address.FirstPage() with { Tab = this == All[0] ? null : Code, Query = NamesState(address.Query) ? "" : address.Query };

    /// <summary>What to ask for: the query and the tab, within environment and release.</summary>
    public static string Apply(SearchAddress address)
    {
        string query = address.Scope.Apply(address.Query);
        return Of(address) is { Term.Length: > 0 } tab ? FilterTerm.AddTerm(query, tab.Term) : query;
    }

    private static bool NamesState(string query) =>
        query.Split([' ', '\t', '\n', '('], StringSplitOptions.RemoveEmptyEntries).Any(word => word.TrimStart('-').StartsWith("is:", StringComparison.Ordinal));
}
