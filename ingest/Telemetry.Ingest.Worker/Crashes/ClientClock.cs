namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Puts a client's times right when its clock is wrong.</summary>
internal static class ClientClock
{
    /// <summary>Below it the difference may be the way through a slow network or a queue; Sentry's relay has the same limit.</summary>
    public static readonly TimeSpan SmallestDrift = TimeSpan.FromMinutes(55);

    /// <summary>What to add to the client's times.</summary>
    /// <param name="sentAt">The client's clock when it sent; null when it did not say.</param>
    /// <param name="receivedAt">Ours when the request came.</param>
    public static TimeSpan ShiftOf(DateTimeOffset? sentAt, DateTimeOffset receivedAt) =>
        sentAt is { } sent && (receivedAt - sent).Duration() >= SmallestDrift ? receivedAt - sent : TimeSpan.Zero;

    /// <summary>The time, shifted; null when that is no time any more.</summary>
    public static DateTimeOffset? Shift(DateTimeOffset? time, TimeSpan shift)
    {
        if (time is not { } value || shift == TimeSpan.Zero)
        {
            return time;
        }

        Int128 ticks = (Int128)value.UtcTicks + shift.Ticks;
        return ticks >= DateTimeOffset.MinValue.UtcTicks && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset((long)ticks, TimeSpan.Zero) : null;
    }
}
