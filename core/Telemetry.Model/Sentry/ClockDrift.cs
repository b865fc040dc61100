using Telemetry.Model.Times;

namespace Telemetry.Model.Sentry;

/// <summary>
/// How far a client's clock is off. A client says when it sent; when that is 55 minutes or more from when it was received, all of its times are shifted by the difference.
/// Below that the difference may be the way, or a client that waited, so nothing is changed (Sentry's own limit).
/// </summary>
/// <param name="Nanoseconds">To be added to the client's times; 0 when its clock is trusted.</param>
public readonly record struct ClockDrift(long Nanoseconds)
{
    private const long Minimum = 55L * 60 * 1_000_000_000;

    /// <summary>The drift of a request.</summary>
    /// <param name="sentAt">When the client says it sent; null when it does not say, and then its clock is trusted.</param>
    /// <param name="receivedAt">Our clock.</param>
    public static ClockDrift Between(UnixNanoseconds? sentAt, UnixNanoseconds receivedAt)
    {
        Int128 difference = sentAt is { } sent ? (Int128)receivedAt.Value - sent.Value : 0;
        return new ClockDrift(difference >= Minimum || difference <= -Minimum ? (long)Int128.Clamp(difference, long.MinValue, long.MaxValue) : 0);
    }

    /// <inheritdoc cref="Between(UnixNanoseconds?, UnixNanoseconds)"/>
    public static ClockDrift Between(DateTimeOffset? sentAt, DateTimeOffset receivedAt) =>
        Between(sentAt is { } sent ? UnixNanoseconds.From(sent) : null, UnixNanoseconds.From(receivedAt));

    /// <summary>The time by our clock; stops at the ends of the range, and at 1970.</summary>
    public UnixNanoseconds Correct(UnixNanoseconds time) => new((long)Int128.Clamp((Int128)time.Value + Nanoseconds, 0, long.MaxValue));

    /// <summary>The same for a time that may be unknown; as it is when the clock is trusted.</summary>
    public DateTimeOffset? Correct(DateTimeOffset? time) =>
        time is { } known && Nanoseconds != 0
            ? DateTimeOffset.UnixEpoch.AddTicks(Correct(UnixNanoseconds.From(known)).Value / TimeSpan.NanosecondsPerTick)
            : time;
}
