using Telemetry.Storage.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

public sealed class RestartBackoffTests
{
    private readonly RestartBackoff _backoff = new();

    [Fact]
    public void Next_DiesAtOnceAgainAndAgain_WaitsDoubleEachTime()
    {
        double[] waits = [.. Enumerable.Range(0, 4).Select(_ => _backoff.Next(TimeSpan.Zero).TotalMilliseconds)];

        Assert.Equal([200, 400, 800, 1600], waits);
    }

    [Fact]
    public void Next_DiesForever_NeverWaitsLongerThanHalfAMinute()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, 100).Select(_ => _backoff.Next(TimeSpan.Zero))];

        Assert.Equal(TimeSpan.FromSeconds(30), waits.Max());
        Assert.Equal(TimeSpan.FromSeconds(30), waits[^1]);
    }

    [Fact]
    public void Next_HadBeenHealthy_StartsOver()
    {
        _backoff.Next(TimeSpan.Zero);
        _backoff.Next(TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromMilliseconds(200), _backoff.Next(TimeSpan.FromMinutes(5)));
    }
}
