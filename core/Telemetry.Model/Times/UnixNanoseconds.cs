using System.Globalization;

namespace Telemetry.Model.Times;

/// <summary>A moment, in nanoseconds since 1970-01-01 UTC: what OTLP sends and the store keeps. <see cref="DateTimeOffset"/> would cut it to 100 ns.</summary>
/// <param name="Value">From the year 1677 to 2262.</param>
public readonly record struct UnixNanoseconds(long Value) : IComparable<UnixNanoseconds>
{
    private const int FractionDigits = 9;
    private const long PerSecond = 1_000_000_000;
    private const long PerTick = PerSecond / TimeSpan.TicksPerSecond;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>The same moment. Outside the years 1677 to 2262: the nearest that can be told.</summary>
    public static UnixNanoseconds From(DateTimeOffset time) => From(time, fraction: 0);

    /// <summary>Reads RFC 3339 with any offset (none means UTC) and up to nine digits of a second; false for anything else.</summary>
    public static bool TryParse(string text, out UnixNanoseconds time)
    {
        time = default;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int digits = point < 0 ? 0 : CountDigits(text.AsSpan(point + 1));
        if (point >= 0 && digits is 0 or > FractionDigits)
        {
            return false;
        }

        string whole = point < 0 ? text : text.Remove(point, digits + 1);
        if (!DateTimeOffset.TryParseExact(whole, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset seconds))
        {
            return false;
        }

        string fraction = point < 0 ? "0" : text.Substring(point + 1, digits).PadRight(FractionDigits, '0');
        time = From(seconds, long.Parse(fraction, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Later, or earlier when negative; stops at the ends of the range.</summary>
    public UnixNanoseconds Plus(TimeSpan span) => Nearest(Value + ((Int128)span.Ticks * PerTick));

    /// <inheritdoc />
    public int CompareTo(UnixNanoseconds other) => Value.CompareTo(other.Value);

    /// <summary>RFC 3339 in UTC with nine digits of a second: <c>2026-11-23T10:00:00.123456789Z</c>.</summary>
    public override string ToString()
    {
        long fraction = ((Value % PerSecond) + PerSecond) % PerSecond;
        DateTimeOffset whole = DateTimeOffset.FromUnixTimeSeconds(long.CreateChecked(((Int128)Value - fraction) / PerSecond));
        return string.Create(CultureInfo.InvariantCulture, $"{whole:yyyy-MM-dd'T'HH:mm:ss}.{fraction:D9}Z");
    }

    /// <summary>Order in time.</summary>
    public static bool operator <(UnixNanoseconds left, UnixNanoseconds right) => left.Value < right.Value;

    /// <summary>Order in time.</summary>
    public static bool operator >(UnixNanoseconds left, UnixNanoseconds right) => left.Value > right.Value;

    /// <summary>Order in time.</summary>
    public static bool operator <=(UnixNanoseconds left, UnixNanoseconds right) => left.Value <= right.Value;

    /// <summary>Order in time.</summary>
    public static bool operator >=(UnixNanoseconds left, UnixNanoseconds right) => left.Value >= right.Value;

    private static UnixNanoseconds From(DateTimeOffset time, long fraction) =>
        Nearest(((Int128)(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * PerTick) + fraction);

    private static UnixNanoseconds Nearest(Int128 value) => new((long)Int128.Clamp(value, long.MinValue, long.MaxValue));

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
