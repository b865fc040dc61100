namespace Telemetry.Model.Search;

/// <summary>Why a query was not understood.</summary>
/// <param name="Message">A sentence.</param>
/// <param name="Span">Always inside the text, its end included.</param>
/// <param name="Expected">What would have been understood there; may be empty.</param>
public sealed record SearchProblem(string Message, TextSpan Span, IReadOnlyList<string> Expected);

/// <summary>A query, or why it is none: one of the two is null.</summary>
public sealed record SearchParseResult(SearchNode? Node, SearchProblem? Problem);
