using NodaTime;

namespace Telemetry.Alerting.OnCall;

/// <summary>Hours of some days of the week, by the clock on the wall.</summary>
/// <param name="Days">Days on which they begin; at least one.</param>
/// <param name="From">When they begin.</param>
/// <param name="To">When they end; at or before <paramref name="From"/>: on the next day.</param>
public sealed record OnCallHours(IReadOnlySet<IsoDayOfWeek> Days, LocalTime From, LocalTime To)
{
    /// <summary>Whether a moment is within them.</summary>
    /// <remarks>Decided by moments and not by what the clock shows: in the hour that comes twice in autumn they would begin twice.</remarks>
    public bool Contain(Instant moment, DateTimeZone zone)
    {
        LocalDate day = moment.InZone(zone).Date;
        return On(day, zone).Contains(moment) || On(day.PlusDays(-1), zone).Contains(moment);
    }

    /// <summary>When they begin and end from one day to another, both included.</summary>
    internal IEnumerable<Instant> Boundaries(LocalDate first, LocalDate last, DateTimeZone zone)
    {
        for (LocalDate day = first; day <= last; day = day.PlusDays(1))
        {
            Interval hours = On(day, zone);
            yield return hours.Start;
            yield return hours.End;
        }
    }

    /// <summary>Those that begin on a day; empty when none do.</summary>
    private Interval On(LocalDate day, DateTimeZone zone)
    {
        Instant start = WallClock.At(day, From, zone);
        Instant end = Days.Contains(day.DayOfWeek) ? WallClock.At(To > From ? day : day.PlusDays(1), To, zone) : start;
        return new Interval(start, Instant.Max(start, end));
    }
}
