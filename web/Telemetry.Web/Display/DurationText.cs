using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>Durations with three digits that count: <c>842 ns</c>, <c>12.3 µs</c>, <c>1.25 s</c>, <c>3 min 4 s</c>.</summary>
public static class DurationText
{
    private const double Microsecond = 1e3;
    private const double Millisecond = 1e6;
    private const double Second = 1e9;
    private const double Minute = 60 * Second;
    private const double Hour = 60 * Minute;

    /// <summary>From nanoseconds, never negative.</summary>
    public static string Format(long nanoseconds) => nanoseconds switch
    {
        < 1_000 => $"{Math.Max(nanoseconds, 0)} ns",
        < 1_000_000 => Digits(nanoseconds / Microsecond, "µs"),
        < 1_000_000_000 => Digits(nanoseconds / Millisecond, "ms"),
        < 60_000_000_000 => Digits(nanoseconds / Second, "s"),
        < 3_600_000_000_000 => Pair(nanoseconds, Minute, "min", Second, "s"),
        _ => Pair(nanoseconds, Hour, "h", Minute, "min"),
    };

    private static string Digits(double value, string unit)
    {
        var format = value switch { < 10 => "0.##", < 100 => "0.#", _ => "0" };
        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(format, CultureInfo.InvariantCulture)} {unit}");
    }

    private static string Pair(double nanoseconds, double large, string largeUnit, double small, string smallUnit)
    {
        var whole = Math.Floor(nanoseconds / large);
        var rest = Math.Floor((nanoseconds - (whole * large)) / small);
        var text = string.Create(CultureInfo.InvariantCulture, $"{whole} {largeUnit}");
        return rest > 0 ? string.Create(CultureInfo.InvariantCulture, $"{text} {rest} {smallUnit}") : text;
    }
}
