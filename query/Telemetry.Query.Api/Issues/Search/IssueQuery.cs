using Telemetry.Model.Search;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>
/// A query over issues, as a condition on candidates in memory: what it asks lies in two databases, and a project has some thousands of issues, not millions (docs/adr/0124).
/// </summary>
internal sealed class IssueQuery
{
    private readonly IReadOnlyDictionary<string, IssueField> _fields;

    private IssueQuery(SearchNode node, DateTimeOffset now)
    {
        _fields = IssueFields.At(now);
        Node = node;
        // All of it, for what is wrong with it; then what is left to ask once the scope is narrowed.
        Compile(node);
        NeedsPlaces = false;
        Matches = Compile(RequiredValues.WithoutPlaces(node));
    }

    /// <summary>The tree.</summary>
    public SearchNode Node { get; }

    /// <summary>The condition, for issues that happened in the releases and environments that the query requires.</summary>
    public Func<IssueCandidate, bool> Matches { get; }

    /// <summary>The first thing that is wrong with it; null: nothing.</summary>
    public SearchProblem? Problem { get; private set; }

    /// <summary>Whether it asks how many users there are.</summary>
    public bool NeedsUsers { get; private set; }

    /// <summary>Whether it asks in which releases and environments issues were seen, besides what narrows the scope.</summary>
    public bool NeedsPlaces { get; private set; }

    /// <summary>Reads a tree.</summary>
    public static IssueQuery From(SearchNode node, DateTimeOffset now) => new(node, now);

    private Func<IssueCandidate, bool> Compile(SearchNode node) => node switch
    {
        AndNode and => All([.. and.Items.Select(Compile)]),
        OrNode or => Any([.. or.Items.Select(Compile)]),
        NotNode not => Not(Compile(not.Item)),
        FieldNode field => Any([.. field.AnyOf.Select(value => Compile(field, value))]),
        HasNode has => Present(has),
        TextNode text => issue => HasWords(issue, text.Pattern),
        _ => _ => true,
    };

    private Func<IssueCandidate, bool> Compile(FieldNode field, SearchValue value)
    {
        NeedsUsers |= field.Field == IssueFields.Users;
        NeedsPlaces |= IssueFields.Places.Contains(field.Field);
        return Find(field.Field, field.FieldSpan).Compile(value, (sentence, expected) => Problem ??= new SearchProblem(sentence, value.Span, expected));
    }

    private Func<IssueCandidate, bool> Present(HasNode has)
    {
        NeedsUsers |= has.Field == IssueFields.Users;
        NeedsPlaces |= IssueFields.Places.Contains(has.Field);
        return Find(has.Field, has.Span).IsPresent;
    }

    private IssueField Find(string name, TextSpan span)
    {
        if (_fields.TryGetValue(name, out IssueField? field))
        {
            return field;
        }

        Problem ??= new SearchProblem($"Issues have no field '{name}'. What single crashes have can be searched on the issue's page.", span, [.. _fields.Keys]);
        return _fields["title"];
    }

    private static bool HasWords(IssueCandidate issue, TextPattern pattern) => TextMatch.Contains(pattern, issue.Issue.Title) || TextMatch.Contains(pattern, issue.Issue.Type)
        || TextMatch.Contains(pattern, issue.Issue.Culprit) || TextMatch.IsWhole(pattern, issue.Issue.ShortId);

    private static Func<IssueCandidate, bool> All(Func<IssueCandidate, bool>[] conditions) => issue => Array.TrueForAll(conditions, condition => condition(issue));

    private static Func<IssueCandidate, bool> Any(Func<IssueCandidate, bool>[] conditions) =>
        conditions.Length == 1 ? conditions[0] : issue => Array.Exists(conditions, condition => condition(issue));

    private static Func<IssueCandidate, bool> Not(Func<IssueCandidate, bool> condition) => issue => !condition(issue);
}
