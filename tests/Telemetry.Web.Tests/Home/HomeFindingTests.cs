using Telemetry.Query.Contracts;
using Telemetry.Web.Home;
using Xunit;

namespace Telemetry.Web.Tests.Home;

public sealed class HomeFindingTests
{
    private static readonly TimeRange Range = new("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z");

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(5, 0, true)]
    [InlineData(9, 5, false)]
    [InlineData(10, 5, true)]
    [InlineData(3, 30, false)]
    public void IsWorse_ErrorsNowAndBefore_NeedsBothManyAndMore(long now, long before, bool expected) =>
        Assert.Equal(expected, HomeFinding.IsWorse(new ServiceActivity("shop", 100, now, before, null, null)));

    [Fact]
    public void Of_NothingKnown_FindsNothing() => Assert.Empty(HomeFinding.Of(null, null));

    [Fact]
    public void Of_Everything_StartsWithWhatIsLost()
    {
        var ledger = new IngestLedger(Range, [new LedgerSignal("logs", 11, 10, new Dictionary<string, long> { ["too_large"] = 1 }, new Dictionary<string, long>(), [])], new QueuedItems(2, 40, 1, 3700));
        var activity = new ProjectActivity(Range, [new ServiceActivity("calm", 9, 1, 1, null, null), new ServiceActivity("", 9, 6, 0, null, null), new ServiceActivity("shop", 90, 60, 2, null, null)], []);

        Assert.Equal(
            [
                "1 item was dropped in the last hour.",
                "What comes in is stored late: the oldest in the queue has waited 61 min.",
                "1 message could not be stored and waits for a decision.",
                "shop logged 60 errors in the last hour; 2 in the hour before.",
                "A service without a name logged 6 errors in the last hour; none in the hour before.",
            ],
            HomeFinding.Of(activity, ledger).Select(finding => finding.Text));
    }
}
