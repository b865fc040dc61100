using System.Globalization;
using System.Text.RegularExpressions;
using Telemetry.Model.Times;

namespace Telemetry.Query.Api.Parameters;

/// <summary>Reads <c>from</c> and <c>to</c>: RFC 3339, or relative to now (<c>now</c>, <c>now-1h</c>, <c>-15m</c>).</summary>
internal static partial class TimeText
{
    /// <summary>What is understood, for messages and the OpenAPI document.</summary>
    public const string Forms = "RFC 3339 such as 2026-11-23T10:00:00Z, or relative such as now-1h or -15m (units s, m, h, d, w)";

    /// <summary>False when the text is none of these.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out UnixNanoseconds time)
    {
        Match match = Relative().Match(text);
        if (!match.Success)
        {
            return UnixNanoseconds.TryParse(text, out time);
        }

        time = UnixNanoseconds.From(now).Plus(Offset(match));
        return true;
    }

    private static TimeSpan Offset(Match match)
    {
        if (!match.Groups["number"].Success)
        {
            return TimeSpan.Zero;
        }

        double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        TimeSpan offset = match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => TimeSpan.FromDays(7 * number),
        };
        return match.Groups["sign"].Value == "-" ? -offset : offset;
    }

    [GeneratedRegex(@"^(?:now)?(?:(?<sign>[-+])(?<number>[0-9]{1,6})(?<unit>[smhdw]))?$(?<!^)", RegexOptions.CultureInvariant)]
    private static partial Regex Relative();
}
