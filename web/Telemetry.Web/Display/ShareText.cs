using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>A part of a whole: <c>0 %</c>, <c>1.25 %</c>. What is not nothing is never written as nothing.</summary>
public static class ShareText
{
    private const double Smallest = 0.01;

    /// <summary>For example <c>1.25 %</c>; of nothing: <c>–</c>.</summary>
    public static string Format(long part, long whole)
    {
        if (whole <= 0)
        {
            return "–";
        }

        var percent = 100.0 * part / whole;
        return percent is > 0 and < Smallest ? "< 0.01 %" : percent.ToString(percent < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " %";
    }
}
