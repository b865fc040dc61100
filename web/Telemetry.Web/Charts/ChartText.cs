using System.Globalization;
using Telemetry.Web.Display;

namespace Telemetry.Web.Charts;

/// <summary>Values of charts in words. chart.js writes the same.</summary>
internal static class ChartText
{
    private const double Kilobyte = 1000;

    public static string Format(double value, ChartUnit unit) => unit switch
    {
        ChartUnit.Nanoseconds => DurationText.Format((long)value),
        ChartUnit.Share => (value * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        ChartUnit.Bytes => Bytes(value),
        _ => value.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    private static string Bytes(double value)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        var unit = 0;
        while (value >= Kilobyte && unit < units.Length - 1)
        {
            value /= Kilobyte;
            unit++;
        }

        return $"{value.ToString("0.##", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
