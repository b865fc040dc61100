using System.Globalization;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Logs;

/// <summary>Times with all nine digits, which .NET's own types do not hold.</summary>
internal static class ExactTime
{
    private const int Digits = 9;
    private const int MaxLength = 40;

    /// <summary>The nanosecond after a time of a record; null when the text is none.</summary>
    public static string? Next(string? text)
    {
        if (!IsTime(text) || UtcTime.TryParse(text) is not { } time)
        {
            return null;
        }

        var nanoseconds = Fraction(text!) + 1;
        var second = new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return Format(nanoseconds == 1_000_000_000 ? second.AddSeconds(1) : second, nanoseconds % 1_000_000_000);
    }

    /// <summary>Whether the text may go to the API as a time: its form, no more.</summary>
    public static bool IsTime(string? text) => text is { Length: > 0 and <= MaxLength } && UtcTime.TryParse(text) is not null && text.EndsWith('Z');

    private static string Format(DateTimeOffset second, long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{second.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}.{nanoseconds:000000000}Z");

    private static long Fraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? "" : new string([.. text[(dot + 1)..].TakeWhile(char.IsAsciiDigit)]);
        return long.Parse(digits.PadRight(Digits, '0')[..Digits], CultureInfo.InvariantCulture);
    }
}
