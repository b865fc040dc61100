using NodaTime;
using NodaTime.TimeZones;

namespace Telemetry.Alerting.OnCall;

/// <summary>From a day and a time on the wall to a moment.</summary>
internal static class WallClock
{
    // In spring a time may not exist: the clock jumps over it, and so do we, to where it lands. In autumn one comes twice: the first.
    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static Instant At(LocalDate day, LocalTime time, DateTimeZone zone) => zone.ResolveLocal(day.At(time), Resolver).ToInstant();
}
