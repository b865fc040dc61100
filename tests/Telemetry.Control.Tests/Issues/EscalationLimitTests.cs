using Telemetry.Model.Issues;

namespace Telemetry.Control.Tests.Issues;

public sealed class EscalationLimitTests
{
    // A Tuesday; the week before it begins on a Tuesday as well.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Old = TimeSpan.FromDays(30);

    [Fact]
    public void Of_QuietWeek_IsTheLeast()
    {
        Assert.Equal(EscalationLimit.Least, EscalationLimit.Of(Week(_ => 0), Old, Now));
        Assert.Equal(EscalationLimit.Least, EscalationLimit.Of(new HourlyVolume(Now, []), Old, Now));
    }

    [Theory]
    // The same each hour: no deviation, so the spike is average plus five times average, and the burst five times the most.
    [InlineData(20, 120)]
    [InlineData(1, 10)]
    public void Of_EvenWeek_IsSixTimesTheUsual(int each, double expected) => Assert.Equal(expected, EscalationLimit.Of(Week(_ => each), Old, Now), precision: 6);

    [Fact]
    public void Of_OneBurstInTheWeek_IsTwiceTheBurst() =>
        // Variation is the square root of 168, about 13, so the factor is at its least.
        Assert.Equal(2000, EscalationLimit.Of(Week(hour => hour == 3 ? 1000 : 0), Old, Now), precision: 6);

    [Fact]
    public void Of_WorkdaysOnly_AllowsLessAtTheWeekend()
    {
        HourlyVolume week = Week(hour => Now.AddHours(hour - EscalationLimit.Hours).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 70);

        double workday = EscalationLimit.Of(week, Old, Now);
        double weekend = EscalationLimit.Of(week, Old, Now.AddDays(-2));

        // Average 50, deviation 31.7: the spike's factor is 5 above 4.17, so 250 beside the 70 of a workday. The burst, 70 times 3.31, stays below.
        Assert.Equal(320, workday, precision: 6);
        Assert.Equal(250, weekend, precision: 6);
    }

    [Fact]
    public void Of_YoungIssue_IsTenTimesItsMost()
    {
        Assert.Equal(400, EscalationLimit.Of(Week(hour => hour == 160 ? 40 : 1), TimeSpan.FromDays(3), Now));
        Assert.Equal(50, EscalationLimit.Of(new HourlyVolume(Now.AddHours(-2), [5, 2]), Old, Now));
    }

    private static HourlyVolume Week(Func<int, long> events) => new(Now.AddHours(-EscalationLimit.Hours), [.. Enumerable.Range(0, EscalationLimit.Hours).Select(events)]);
}
