namespace Telemetry.Model.Issues;

/// <summary>
/// How many events an hour an archived issue may have before it is back. The larger of two limits over the hours of the last week: one for a spike above what is usual at this time of
/// the week, one for bursts larger than those there were; the more bursty an issue always was, the less a burst counts.
/// </summary>
public static class EscalationLimit
{
    /// <summary>Hours that are looked at.</summary>
    public const int Hours = 7 * 24;

    /// <summary>Fewer events in an hour than this bring nothing back, whatever the week was like.</summary>
    public const double Least = 10;

    private const double YoungFactor = 10;

    /// <summary>Events an hour; more than that is an escalation.</summary>
    /// <param name="week">The whole hours before the present one; fewer than <see cref="Hours"/> when there are no more.</param>
    /// <param name="age">Since the issue was first seen.</param>
    /// <param name="now">Which days to compare with: workdays or the weekend.</param>
    public static double Of(HourlyVolume week, TimeSpan age, DateTimeOffset now)
    {
        if (week.Events.Count == 0)
        {
            return Least;
        }

        double most = week.Events.Max();
        if (age < TimeSpan.FromDays(7) || week.Events.Count < Hours)
        {
            return Math.Max(Least, most * YoungFactor);
        }

        double average = week.Events.Average();
        return average == 0 ? Least : Math.Max(Least, Math.Max(Spike(week, average, Deviation(week.Events, average), now), Burst(most, Deviation(week.Events, average) / average)));
    }

    private static double Spike(HourlyVolume week, double average, double deviation, DateTimeOffset now) =>
        AverageOfSuchDays(week, now) + (Math.Clamp((average + (5 * deviation)) / average, 5, 8) * average);

    private static double Burst(double most, double variation) => most * Math.Clamp(5 * Math.Exp(-0.65 * variation), 2, 5);

    private static double AverageOfSuchDays(HourlyVolume week, DateTimeOffset now)
    {
        long[] such = [.. week.Events.Where((_, hour) => IsWeekend(week.Start.AddHours(hour)) == IsWeekend(now))];
        return such.Length == 0 ? 0 : such.Average();
    }

    private static bool IsWeekend(DateTimeOffset time) => time.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static double Deviation(IReadOnlyList<long> events, double average) =>
        Math.Sqrt(events.Sum(count => (count - average) * (count - average)) / Math.Max(1, events.Count - 1));
}
