using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>How long ago, in one unit: <c>now</c>, <c>40 s ago</c>, <c>3 min ago</c>, <c>5 h ago</c>, <c>2 d ago</c>.</summary>
public static class AgeText
{
    /// <summary>From a span, never negative.</summary>
    public static string Format(TimeSpan age) => age.TotalSeconds < 2 ? "now" : $"{Length(age)} ago";

    /// <summary>The length alone: <c>40 s</c>.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalSeconds: < 100 } => Text(length.TotalSeconds, "s"),
        { TotalMinutes: < 120 } => Text(length.TotalMinutes, "min"),
        { TotalHours: < 48 } => Text(length.TotalHours, "h"),
        _ => Text(length.TotalDays, "d"),
    };

    private static string Text(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(Math.Floor(number), 0):0} {unit}");
}
