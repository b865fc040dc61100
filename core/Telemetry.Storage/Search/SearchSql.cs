using Telemetry.Model.Search;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Search;

/// <summary>What conditions are written into: the values so far, what is known of the project, and the first problem.</summary>
/// <param name="parameters">Values of the statement the conditions go into.</param>
/// <param name="releases">The releases of the project in the range; needed only for comparisons of releases.</param>
internal sealed class SearchSql(SqlParameters parameters, IReadOnlyList<string> releases)
{
    /// <summary>A condition nothing meets.</summary>
    public const string Nothing = "false";

    public SqlParameters Parameters => parameters;

    public IReadOnlyList<string> Releases => releases;

    /// <summary>The first problem; null while all is well.</summary>
    public SearchProblem? Problem { get; private set; }

    /// <summary>Remembers a problem. Returns a condition, so that writing goes on; the statement is never sent.</summary>
    public string Fail(string message, TextSpan span, params string[] expected)
    {
        Problem ??= new SearchProblem(message, span, expected);
        return Nothing;
    }

    /// <summary>At least one of the conditions, in parentheses when there are several.</summary>
    public static string Any(IReadOnlyList<string> conditions) => conditions.Count switch
    {
        0 => Nothing,
        1 => conditions[0],
        _ => $"({string.Join(" OR ", conditions)})",
    };
}
