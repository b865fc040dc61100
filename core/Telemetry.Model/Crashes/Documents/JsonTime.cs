using System.Globalization;
using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Times as clients write them.</summary>
public static class JsonTime
{
    private const double MaxSeconds = 253_402_300_799;
    private const int MaxLength = 40;

    /// <summary>RFC 3339 (without an offset: UTC), or seconds since 1970 as a number or a text. Null for anything else.</summary>
    public static DateTimeOffset? Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double seconds) => FromSeconds(seconds),
            JsonValueKind.String => Read(JsonText.Of(value, MaxLength, "", new CrashProblems())),
            _ => null,
        };

    private static DateTimeOffset? Read(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            return FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;
    }

    /// <summary>Through microseconds: a double has no more to give today.</summary>
    private static DateTimeOffset? FromSeconds(double seconds) =>
        seconds is >= 0 and <= MaxSeconds ? DateTimeOffset.UnixEpoch.AddMicroseconds(Math.Round(seconds * 1e6)) : null;
}
