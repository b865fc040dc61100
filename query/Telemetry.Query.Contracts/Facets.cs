namespace Telemetry.Query.Contracts;

/// <summary>Which values the fields of matching items have.</summary>
/// <param name="Fields">Those asked for; else the usual ones, and after them the most frequent attributes.</param>
/// <param name="Items">Items looked at: the newest that match, at most 100,000.</param>
/// <param name="IsComplete">Whether these are all that match, so that the counts are those of the whole range.</param>
/// <param name="Range">The range of item times.</param>
public sealed record FacetList(IReadOnlyList<FieldFacet> Fields, long Items, bool IsComplete, TimeRange Range);

/// <summary>One field.</summary>
/// <param name="Name">As in a query: <c>service</c>, <c>attributes.http.route</c>.</param>
/// <param name="Present">Items that have it.</param>
/// <param name="Values">Its ten most frequent values.</param>
public sealed record FieldFacet(string Name, long Present, IReadOnlyList<CountGroup> Values);

/// <summary>Names to complete to.</summary>
/// <param name="Items">Fields first, then attributes by how often they occur.</param>
public sealed record FieldNameList(IReadOnlyList<FieldNameItem> Items);

/// <summary>A name.</summary>
/// <param name="Name">As in a query.</param>
/// <param name="Source"><c>field</c>, <c>attribute</c> or <c>resource</c>.</param>
public sealed record FieldNameItem(string Name, string Source);

/// <summary>Values to complete to.</summary>
/// <param name="Items">The most frequent first. Counts are estimates from a sample; 0 where the values are known without counting.</param>
public sealed record FieldValueList(IReadOnlyList<CountGroup> Items);
