namespace Telemetry.Ingest.Gateway.Sentry.Envelopes;

/// <summary>Ids of events: UUIDs, with or without dashes.</summary>
internal static class EventIds
{
    /// <summary>32 lower-case hex digits; null when it is no such id, or all zeros.</summary>
    public static string? Normalise(string? id) => Guid.TryParse(id, out Guid value) && value != Guid.Empty ? value.ToString("N") : null;

    /// <summary>A new one, for a client that sent none.</summary>
    public static string Create() => Guid.NewGuid().ToString("N");
}
