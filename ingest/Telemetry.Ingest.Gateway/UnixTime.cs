namespace Telemetry.Ingest.Gateway;

/// <summary>The clock as the queue wants it.</summary>
internal static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Nanoseconds(TimeProvider time) => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
}
