using CsCheck;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Telemetry.Alerting.OnCall;
using Xunit;

namespace Telemetry.Alerting.Tests.OnCall;

public sealed class OnCallScheduleTests
{
    private static readonly Instant Start = Instant.FromUtc(2018, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2028, 1, 1, 0, 0);
    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    public static TheoryData<string> Regions => [.. Zones.Ids.Select(id => id.Split('/')[0]).Distinct()];

    // A hand-over in the hour that is missing or comes twice, on each day of ten years.
    [Theory]
    [MemberData(nameof(Regions))]
    public void Shifts_EveryZoneOfARegion_TenYears_SomebodyIsOnCallExactlyOnce(string region)
    {
        foreach (DateTimeZone zone in Zones.Ids.Where(id => id.Split('/')[0] == region).Select(id => Zones[id]))
        {
            var daily = new Rotation(["ada", "bob", "eve"], new LocalDate(2020, 2, 29), new LocalTime(2, 30), 1);
            AssertTiled(new OnCallSchedule(zone, [daily], []), Start, End);

            var nights = new Rotation(["zoe", "kim"], new LocalDate(2019, 7, 1), new LocalTime(0, 0), 7, new OnCallHours(new HashSet<IsoDayOfWeek>([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]), new LocalTime(1, 30), new LocalTime(2, 15)));
            var schedule = new OnCallSchedule(zone, [daily, nights], []);
            foreach (ZoneInterval change in zone.GetZoneIntervals(Start, End).Where(interval => interval.HasStart && interval.Start > Start))
            {
                AssertTiled(schedule, change.Start - Duration.FromDays(9), change.Start + Duration.FromDays(9));
            }
        }
    }

    [Fact]
    public void Shifts_AnySchedule_AgreeWithWhoAtEveryMoment() =>
        Schedules.Select(Gen.Int[0, 3600]).Sample(
            (schedule, days) =>
            {
                Instant from = Start + Duration.FromDays(days);
                List<Shift> shifts = AssertTiled(schedule, from, from + Duration.FromDays(40));
                for (Instant moment = from; moment < from + Duration.FromDays(40); moment += Duration.FromMinutes(37))
                {
                    Shift only = Assert.Single(shifts, shift => shift.From <= moment && moment < shift.To);
                    Assert.Equal(schedule.WhoAt(moment), only.Person);
                }
            },
            iter: 40);

    [Theory]
    // Europe/Berlin, weekly, Monday 09:00: an hour earlier in summer, by the clock of the world.
    [InlineData("Europe/Berlin", 7, "09:00", "2026-03-29T23:00:00Z", "2026-03-23T08:00:00Z 2026-03-30T07:00:00Z")]
    // 02:30 does not exist on that day: the turn begins when the clock has jumped.
    [InlineData("Europe/Berlin", 1, "02:30", "2026-03-29T00:30:00Z", "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z")]
    // 02:30 comes twice: the first.
    [InlineData("Europe/Berlin", 1, "02:30", "2026-10-25T00:00:00Z", "2026-10-24T00:30:00Z 2026-10-25T00:30:00Z")]
    // Half an hour of daylight saving.
    [InlineData("Australia/Lord_Howe", 1, "02:15", "2026-10-03T15:00:00Z", "2026-10-02T15:45:00Z 2026-10-03T15:30:00Z")]
    public void Shifts_AcrossATransition_BeginByTheClockOnTheWall(string zone, int daysEach, string handOver, string moment, string expected)
    {
        var rotation = new Rotation(["ada", "bob"], new LocalDate(2026, 1, 5), LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(handOver).Value, daysEach);
        var schedule = new OnCallSchedule(Zones[zone], [rotation], []);
        Instant at = InstantPattern.General.Parse(moment).Value;

        List<Shift> shifts = [.. schedule.Shifts(at - Duration.FromDays(20), at + Duration.FromDays(20))];
        int place = shifts.FindIndex(shift => shift.From <= at && at < shift.To);

        Assert.Equal(expected, $"{shifts[place].From} {shifts[place].To}");
    }

    [Fact]
    public void Shifts_ADayThatAZoneLeftOut_HasNoTurnOfItsOwn()
    {
        // Samoa had no 30 December 2011.
        var schedule = new OnCallSchedule(Zones["Pacific/Apia"], [new Rotation(["ada", "bob", "eve"], new LocalDate(2011, 12, 28), new LocalTime(9, 0), 1)], []);

        List<Shift> shifts = AssertTiled(schedule, Instant.FromUtc(2011, 12, 28, 19, 0), Instant.FromUtc(2012, 1, 1, 19, 0));

        // Eve's day was the one left out; what she has is the night into the 31st.
        Assert.Equal(["ada 24", "bob 15", "eve 9", "ada 24", "bob 24"], shifts.Select(shift => $"{shift.Person} {(shift.To - shift.From).TotalHours}"));
    }

    [Fact]
    public void WhoAt_OverridesAndHours_TheLastThatHoldsWins()
    {
        DateTimeZone zone = Zones["America/New_York"];
        Instant noon = Instant.FromUtc(2026, 7, 1, 16, 0);
        var always = new Rotation(["ada"], new LocalDate(2026, 1, 1), LocalTime.Midnight, 7);
        var nights = new Rotation(["bob"], new LocalDate(2026, 1, 1), LocalTime.Midnight, 7, new OnCallHours(new HashSet<IsoDayOfWeek>([IsoDayOfWeek.Wednesday]), new LocalTime(20, 0), new LocalTime(6, 0)));
        var schedule = new OnCallSchedule(zone, [always, nights], [new("eve", noon, noon + Duration.FromHours(2)), new("zoe", noon + Duration.FromHours(1), noon + Duration.FromHours(3))]);

        Assert.Equal(
            ["ada", "eve", "zoe", "zoe", "ada", "bob", "bob", "ada"],
            new[] { -1, 0, 1, 2, 3, 8, 17, 18 }.Select(hours => schedule.WhoAt(noon + Duration.FromHours(hours))));
    }

    [Fact]
    public void Turns_Weekly_AreShared()
    {
        var schedule = new OnCallSchedule(Zones["Europe/London"], [new Rotation(["ada", "bob", "eve"], new LocalDate(2024, 1, 1), new LocalTime(9, 0), 7)], []);

        var turns = schedule.Shifts(Instant.FromUtc(2018, 1, 1, 9, 0), Instant.FromUtc(2018, 1, 1, 9, 0) + Duration.FromDays(7 * 3 * 52)).CountBy(shift => shift.Person).ToDictionary();

        Assert.Equal(new Dictionary<string, int> { ["ada"] = 52, ["bob"] = 52, ["eve"] = 52 }, turns);
    }

    [Fact]
    public void Check_WhatIsNoSchedule_SaysWhy()
    {
        var hours = new OnCallHours(new HashSet<IsoDayOfWeek>(), LocalTime.Noon, LocalTime.Midnight);
        var good = new Rotation(["ada"], new LocalDate(2026, 1, 1), LocalTime.Noon, 1);

        Assert.Empty(OnCallSchedule.Check([good], []));
        Assert.Equal(["A schedule has 1 to 20 rotations."], OnCallSchedule.Check([], []));
        Assert.Equal(
            ["The first rotation has no hours of its own, so that somebody is always on call.", "A rotation has 1 to 100 people.", "A turn has 1 to 366 days.", "Hours need at least one day of the week.", "The override of eve ends before it begins."],
            OnCallSchedule.Check([good with { People = [], DaysEach = 0, Hours = hours }], [new("eve", End, Start)]));
        Assert.Throws<ArgumentException>(() => new OnCallSchedule(DateTimeZone.Utc, [], []));
    }

    /// <summary>The shifts between two moments, which follow each other without a gap, each of somebody else than the one before.</summary>
    private static List<Shift> AssertTiled(OnCallSchedule schedule, Instant from, Instant to)
    {
        List<Shift> shifts = [.. schedule.Shifts(from, to)];
        Assert.Equal((from, to), (shifts[0].From, shifts[^1].To));
        for (int place = 0; place < shifts.Count; place++)
        {
            Shift shift = shifts[place];
            Assert.True(shift.From < shift.To, $"{shift} is empty.");
            Assert.Equal(shift.Person, schedule.WhoAt(shift.From));
            Assert.Equal(shift.Person, schedule.WhoAt(shift.To - Duration.Epsilon));
            Assert.True(place == 0 || (shifts[place - 1].To == shift.From && shifts[place - 1].Person != shift.Person), $"{shift} does not follow the one before.");
        }

        return shifts;
    }

    private static Gen<OnCallSchedule> Schedules { get; } =
        from zone in Gen.OneOf(Zones.Ids.ToArray())
        from rotations in Rotations.Array[1, 4]
        from overrides in Overrides.Array[0, 5]
        select new OnCallSchedule(Zones[zone], [rotations[0] with { Hours = null }, .. rotations[1..]], overrides);

    private static Gen<Rotation> Rotations =>
        from people in Gen.OneOf("ada", "bob", "eve", "zoe", "kim").Array[1, 5]
        from day in Gen.Int[-3000, 3000]
        from minute in Gen.Int[0, 1439]
        from days in Gen.Int[1, 30]
        from hours in Gen.Null(Hours)
        select new Rotation(people, new LocalDate(2022, 1, 1).PlusDays(day), LocalTime.Midnight.PlusMinutes(minute), days, hours);

    private static Gen<OnCallHours> Hours =>
        from days in Gen.Int[1, 7].Array[1, 7]
        from begin in Gen.Int[0, 1439]
        from end in Gen.Int[0, 1439]
        select new OnCallHours(days.Select(day => (IsoDayOfWeek)day).ToHashSet(), LocalTime.Midnight.PlusMinutes(begin), LocalTime.Midnight.PlusMinutes(end));

    private static Gen<OnCallOverride> Overrides =>
        from hour in Gen.Int[0, 87_000]
        from length in Gen.Int[1, 900]
        select new OnCallOverride("sub", Start + Duration.FromHours(hour), Start + Duration.FromHours(hour + length));
}
