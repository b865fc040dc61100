namespace Telemetry.Model.Issues;

/// <summary>A crash, as far as the state of its issue is concerned.</summary>
/// <param name="Release">Null: it named none.</param>
/// <param name="Environment">Null: it named none.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ReceivedAt">When the gateway got it.</param>
public readonly record struct CrashMoment(string? Release, string? Environment, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt);
