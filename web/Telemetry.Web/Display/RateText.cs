using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>How often: <c>12.3/s</c>, <c>4.2/min</c>, <c>3/h</c>, in the largest unit that gives at least one.</summary>
public static class RateText
{
    /// <summary>From a count over a time.</summary>
    public static string Format(long count, TimeSpan over)
    {
        var perSecond = over > TimeSpan.Zero ? count / over.TotalSeconds : 0;
        return perSecond switch
        {
            0 => "0/s",
            >= 1 => Digits(perSecond) + "/s",
            >= 1 / 60.0 => Digits(perSecond * 60) + "/min",
            _ => Digits(perSecond * 3600) + "/h",
        };
    }

    private static string Digits(double value) => value.ToString(value switch { < 10 => "0.##", < 100 => "0.#", _ => "#,0" }, CultureInfo.InvariantCulture);
}
