using Telemetry.Storage.Logs;

namespace Telemetry.Storage.Facets;

/// <summary>Values of fields with their counts.</summary>
/// <param name="Items">Items looked at: the newest that match.</param>
/// <param name="IsComplete">Whether these are all that match.</param>
/// <param name="Fields">In the order asked for; the attributes by how many items have them.</param>
public sealed record StoredFacets(long Items, bool IsComplete, IReadOnlyList<StoredFacet> Fields);

/// <summary>One field.</summary>
/// <param name="Name">As in a query.</param>
/// <param name="Present">Items that have it.</param>
/// <param name="Values">The most frequent first.</param>
public sealed record StoredFacet(string Name, long Present, IReadOnlyList<StoredGroup> Values);

/// <summary>A name to complete to.</summary>
/// <param name="Name">As in a query.</param>
/// <param name="Source"><c>field</c>, <c>attribute</c> or <c>resource</c>.</param>
public sealed record StoredFieldName(string Name, string Source);
