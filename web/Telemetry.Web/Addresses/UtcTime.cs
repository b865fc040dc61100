using System.Globalization;

namespace Telemetry.Web.Addresses;

/// <summary>Times in addresses and in the contract: RFC 3339, UTC. .NET keeps seven digits of a second, the contract has nine.</summary>
public static class UtcTime
{
    /// <summary>For example <c>2026-11-21T14:03:22.5Z</c>; no more digits than needed, since people read addresses.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads what people and forms write: seconds and zone may be missing, then UTC. Digits beyond the seventh are cut off.</summary>
    public static DateTimeOffset? TryParse(string? text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(WithoutNanoseconds(text), CultureInfo.InvariantCulture, Styles, out var time) ? time : null;
    }

    // DateTimeOffset.TryParse rounds the eighth digit, which could step over the next record.
    private static string? WithoutNanoseconds(string? text)
    {
        var dot = text?.IndexOf('.') ?? -1;
        if (text is null || dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot > 8 ? text.Remove(dot + 8, end - dot - 8) : text;
    }
}
