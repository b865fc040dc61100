namespace Telemetry.Model.Crashes.Grouping;

/// <summary>One thing of a crash that does or does not decide which issue it belongs to.</summary>
/// <param name="Kind"><c>type</c>, <c>frame</c>, <c>message</c>, <c>fingerprint</c>, <c>rule</c>.</param>
/// <param name="ExceptionId">The exception it is of; null for none.</param>
/// <param name="Text">As it is hashed, or would be.</param>
/// <param name="Contributes">Whether it is hashed.</param>
/// <param name="Why">For people.</param>
public sealed record GroupingPart(string Kind, int? ExceptionId, string Text, bool Contributes, string Why);
