using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>Counts where there is little room: <c>842</c>, <c>12.3k</c>, <c>4.1M</c>.</summary>
public static class CompactText
{
    private const double Thousand = 1e3;
    private const double Million = 1e6;
    private const double Billion = 1e9;

    /// <summary>Three digits that count.</summary>
    public static string Format(long count) => count switch
    {
        < 1_000 => count.ToString(CultureInfo.InvariantCulture),
        < 1_000_000 => Digits(count / Thousand, "k"),
        < 1_000_000_000 => Digits(count / Million, "M"),
        _ => Digits(count / Billion, "G"),
    };

    private static string Digits(double value, string unit) => value.ToString(value switch { < 10 => "0.##", < 100 => "0.#", _ => "0" }, CultureInfo.InvariantCulture) + unit;
}
