using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>Counts with thousands separated.</summary>
public static class CountText
{
    /// <summary>For example <c>12,345</c>.</summary>
    public static string Format(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>For example <c>1 record</c>, <c>12,345 records</c>.</summary>
    public static string Format(long count, string singular, string plural) => $"{Format(count)} {(count == 1 ? singular : plural)}";
}
