namespace Telemetry.Query.Contracts;

/// <summary>Templates that the messages of matching records follow.</summary>
/// <param name="Items">The most frequent first.</param>
/// <param name="Records">Records looked at: the newest that match, at most 100,000.</param>
/// <param name="IsComplete">Whether these are all that match, so that the counts are those of the whole range.</param>
/// <param name="Range">The range of record times.</param>
public sealed record LogPatternList(IReadOnlyList<LogPattern> Items, long Records, bool IsComplete, TimeRange Range);

/// <summary>A template.</summary>
/// <param name="Template">Words, and <c>&lt;*&gt;</c> for what changes; of the first line of the message.</param>
/// <param name="Count">Records looked at that follow it.</param>
/// <param name="Severity">The worst of them, as in a record.</param>
/// <param name="Services">A few of the services.</param>
/// <param name="First">Time of the oldest of them, RFC 3339.</param>
/// <param name="Last">Time of the newest.</param>
/// <param name="Example">The first line of one of the messages.</param>
/// <param name="Query">A term of the query language that finds such messages.</param>
public sealed record LogPattern(string Template, long Count, string Severity, IReadOnlyList<string> Services, string First, string Last, string Example, string Query);
