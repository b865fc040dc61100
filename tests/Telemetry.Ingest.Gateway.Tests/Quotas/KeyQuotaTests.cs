using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Quotas;
using Telemetry.Model;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Quotas;

public sealed class KeyQuotaTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeyQuota _quota;

    public KeyQuotaTests() => _quota = new KeyQuota(TimeSpan.FromSeconds(2), _time);

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void Take_NoLimit_IsNeverTooMuch(long? limit) =>
        Assert.Equal(TimeSpan.Zero, _quota.Take(Grant(limit, limit), int.MaxValue, int.MaxValue));

    [Fact]
    public void Take_Burst_ThenTheRate()
    {
        IngestKeyGrant grant = Grant(items: 10, bytes: null);
        Assert.Equal(TimeSpan.Zero, _quota.Take(grant, 20, 1));

        TimeSpan wait = _quota.Take(grant, 1, 1);

        Assert.Equal(TimeSpan.FromSeconds(0.1), wait);
        _time.Advance(wait);
        Assert.Equal(TimeSpan.Zero, _quota.Take(grant, 1, 1));
    }

    [Fact]
    public void Take_LargerThanTheBurst_PassesAndIsPaidOff()
    {
        IngestKeyGrant grant = Grant(items: 10, bytes: null);

        Assert.Equal(TimeSpan.Zero, _quota.Take(grant, 100, 1));

        Assert.Equal(TimeSpan.FromSeconds(8.1), _quota.Take(grant, 1, 1));
    }

    [Fact]
    public void Take_OverAMinute_LetsTheRateThrough()
    {
        IngestKeyGrant grant = Grant(items: 100, bytes: null);
        int taken = 0;
        for (int i = 0; i < 6000; i++)
        {
            taken += _quota.Take(grant, 7, 1) == TimeSpan.Zero ? 7 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(taken, 6000, 6000 + 200 + 7);
    }

    [Fact]
    public void Take_BytesAreUsedUp_TakesNoItemsEither()
    {
        IngestKeyGrant grant = Grant(items: 10, bytes: 1000);
        Assert.Equal(TimeSpan.Zero, _quota.Take(grant, 1, 2000));

        Assert.NotEqual(TimeSpan.Zero, _quota.Take(grant, 19, 1));

        _time.Advance(TimeSpan.FromSeconds(0.01));
        Assert.Equal(TimeSpan.Zero, _quota.Take(grant, 19, 1));
    }

    [Fact]
    public void GiveBack_WhatWasNotStored_MayBeTakenAgain()
    {
        IngestKeyGrant grant = Grant(items: 10, bytes: 1000);
        _quota.Take(grant, 20, 2000);

        _quota.GiveBack(grant, 20, 2000);

        Assert.Equal(TimeSpan.Zero, _quota.Take(grant, 20, 2000));
    }

    private static IngestKeyGrant Grant(long? items, long? bytes) => new(new IngestKeyId(1), new ProjectId(1), 30, 30, items, bytes);
}
