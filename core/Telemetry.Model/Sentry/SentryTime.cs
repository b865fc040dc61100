using System.Text.Json;
using Telemetry.Model.Times;

namespace Telemetry.Model.Sentry;

/// <summary>Times as Sentry's SDKs write them: RFC 3339 (without an offset it is UTC), or seconds since 1970 with a fraction.</summary>
public static class SentryTime
{
    private const decimal NanosecondsPerSecond = 1_000_000_000m;
    private const decimal LastSecond = 9_223_372_036m;

    /// <summary>Reads a time; null when it is none, or outside of the years 1970 to 2262.</summary>
    public static UnixNanoseconds? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out decimal seconds) && seconds is >= 0 and < LastSecond => new UnixNanoseconds((long)(seconds * NanosecondsPerSecond)),
        JsonValueKind.String when SentryText.Read(value) is { } text && UnixNanoseconds.TryParse(text, out UnixNanoseconds time) && time.Value >= 0 => time,
        _ => null,
    };

    /// <summary>Seconds with a fraction as nanoseconds; null when it is no number of 0 or more, or above 292 years.</summary>
    public static ulong? ReadDuration(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal seconds) && seconds is >= 0 and < LastSecond ? (ulong)(seconds * NanosecondsPerSecond) : null;
}
