using NodaTime;

namespace Telemetry.Alerting.OnCall;

/// <summary>People who take turns, each for the same number of days.</summary>
/// <param name="People">In their order; at least one. Somebody may be in it more than once.</param>
/// <param name="FirstDay">Day of the first hand-over. Before it the turns go on backwards.</param>
/// <param name="HandOver">When a turn ends and the next begins, by the clock on the wall.</param>
/// <param name="DaysEach">Days of a turn: 1 daily, 7 weekly.</param>
/// <param name="Hours">Only then; null: always.</param>
public sealed record Rotation(IReadOnlyList<string> People, LocalDate FirstDay, LocalTime HandOver, int DaysEach, OnCallHours? Hours = null)
{
    /// <summary>Who has the turn; null outside its hours.</summary>
    public string? WhoAt(Instant moment, DateTimeZone zone) => Hours?.Contain(moment, zone) == false ? null : People[(int)Modulo(TurnAt(moment, zone), People.Count)];

    /// <summary>Every moment between two at which the answer may change.</summary>
    internal IEnumerable<Instant> Boundaries(Instant from, Instant to, DateTimeZone zone)
    {
        IEnumerable<Instant> hours = Hours is null ? [] : Hours.Boundaries(from.InZone(zone).Date.PlusDays(-1), to.InZone(zone).Date, zone);
        return HandOvers(from, to, zone).Concat(hours).Where(moment => from < moment && moment < to);
    }

    private IEnumerable<Instant> HandOvers(Instant from, Instant to, DateTimeZone zone)
    {
        for (long turn = TurnAt(from, zone) + 1; StartOf(turn, zone) is var start && start < to; turn++)
        {
            yield return start;
        }
    }

    private long TurnAt(Instant moment, DateTimeZone zone)
    {
        int days = Period.DaysBetween(FirstDay, moment.InZone(zone).Date);
        long turn = (days - Modulo(days, DaysEach)) / DaysEach;
        // By the calendar it is right but for the hours of the day before the hand-over, and where a zone has left out a day.
        while (StartOf(turn, zone) > moment)
        {
            turn--;
        }

        while (StartOf(turn + 1, zone) <= moment)
        {
            turn++;
        }

        return turn;
    }

    private Instant StartOf(long turn, DateTimeZone zone) => WallClock.At(FirstDay.PlusDays((int)(turn * DaysEach)), HandOver, zone);

    private static long Modulo(long value, int by) => ((value % by) + by) % by;
}
