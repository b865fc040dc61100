namespace Telemetry.Storage.Dependencies;

/// <summary>Who calls whom.</summary>
/// <param name="Items">The most calls first, at most <see cref="DependencyReader.MaxItems"/>.</param>
/// <param name="IsTruncated">Whether there are more.</param>
/// <param name="SampledOneIn">1: every trace was looked at. More: one in so many stretches of five minutes, or traces of a short range, and the counts are multiplied by it.</param>
public sealed record StoredDependencies(IReadOnlyList<StoredDependency> Items, bool IsTruncated, int SampledOneIn);

/// <summary>Calls from one service to another, or to something that sends no spans itself.</summary>
/// <param name="Caller">Service.</param>
/// <param name="Callee">Service, or the name the caller has for it.</param>
/// <param name="CalleeKind"><c>service</c>, <c>database</c>, <c>messaging</c>, or <c>external</c>.</param>
/// <param name="Calls">How many.</param>
/// <param name="Errors">Those with status error.</param>
/// <param name="P95Nanoseconds">As the callee measured it; for what sends no spans, as the caller did.</param>
public sealed record StoredDependency(string Caller, string Callee, string CalleeKind, long Calls, long Errors, long P95Nanoseconds);
