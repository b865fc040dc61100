namespace Telemetry.Query.Contracts;

/// <summary>Why a query was not understood. Travels as the extensions <c>position</c>, <c>length</c> and <c>expected</c> of a problem document with status 400.</summary>
/// <param name="Message">A sentence.</param>
/// <param name="Position">Characters from the start of the query, from 0.</param>
/// <param name="Length">Characters concerned; 0 at the end.</param>
/// <param name="Expected">What would have been understood there.</param>
public sealed record SearchError(string Message, int Position, int Length, IReadOnlyList<string> Expected);
