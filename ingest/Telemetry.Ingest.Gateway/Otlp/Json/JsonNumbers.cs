using System.Globalization;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>
/// Numbers as protobuf's JSON writes them: integers also as 1e3 or 1.0, 64-bit ones as strings too. Digits beyond a double's are kept, which
/// matters for times in nanoseconds.
/// </summary>
internal static class JsonNumbers
{
    private const NumberStyles Exponential = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryInt64(ReadOnlySpan<byte> text, out long value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        bool fits = TryInteger(text, out decimal integer) && integer is >= long.MinValue and <= long.MaxValue;
        value = fits ? (long)integer : 0;
        return fits;
    }

    public static bool TryUInt64(ReadOnlySpan<byte> text, out ulong value)
    {
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        bool fits = TryInteger(text, out decimal integer) && integer is >= ulong.MinValue and <= ulong.MaxValue;
        value = fits ? (ulong)integer : 0;
        return fits;
    }

    /// <summary>Refuses what is beyond a double, instead of making it infinite.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, Exponential, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryInteger(ReadOnlySpan<byte> text, out decimal integer) =>
        decimal.TryParse(text, Exponential, CultureInfo.InvariantCulture, out integer) && decimal.IsInteger(integer);
}
