using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Activity;

public sealed class ActivityTests(EngineFixture engine)
{
    private const long Second = 1_000_000_000;

    /// <summary>2026-11-23T10:00:00Z.</summary>
    private const long Ten = 1_795_428_000 * Second;

    [Fact]
    public async Task Activity_TwoHours_CountsErrorsOfBothAndTheNewestOfEach()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(
            Log(Ten - (30 * 60 * Second), "billing", 17),
            Log(Ten - (20 * 60 * Second), "billing", 21),
            Log(Ten + (10 * 60 * Second), "billing", 17),
            Log(Ten + (11 * 60 * Second), "billing", 9),
            Log(Ten + (12 * 60 * Second), "shop", 0) with { SeverityText = "ERROR" },
            Log(Ten - (26 * 3600 * Second), "night", 9),
            Log(Ten + (2 * 3600 * Second), "future", 17));
        await host.Store.InsertAsync(new TestSpan { Nanoseconds = Ten + (5 * Second), Service = "spans-only", TraceId = new string('a', 32), SpanId = new string('b', 16) });

        var activity = await host.GetAsync<ProjectActivity>("/api/v1/projects/1/activity?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z");

        Assert.Equal(
            [
                new ServiceActivity("billing", 2, 1, 2, "2026-11-23T10:11:00.000000000Z", null),
                new ServiceActivity("shop", 1, 1, 0, "2026-11-23T10:12:00.000000000Z", null),
                new ServiceActivity("night", 0, 0, 0, "2026-11-22T08:00:00.000000000Z", null),
                new ServiceActivity("spans-only", 0, 0, 0, null, "2026-11-23T10:00:05.000000000Z"),
            ],
            activity.Services);
    }

    [Fact]
    public async Task Activity_Releases_NewestFirst()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(
            Log(Ten - (3600 * Second), "shop", 9) with { Release = "1.9.0" },
            Log(Ten + (60 * Second), "shop", 17) with { Release = "1.9.0" },
            Log(Ten + (120 * Second), "shop", 9) with { Release = "1.10.0" },
            Log(Ten, "shop", 9) with { Release = "" });

        var activity = await host.GetAsync<ProjectActivity>("/api/v1/projects/1/activity?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z");

        Assert.Equal([("1.10.0", 1L, 0L), ("1.9.0", 2L, 1L)], activity.Releases.Select(release => (release.Release, release.Records, release.Errors)));
        Assert.Equal("2026-11-23T09:00:00.000000000Z", activity.Releases[1].FirstSeen);
    }

    [Theory]
    [InlineData("from=1700-01-01T00:00:00Z&to=2200-01-01T00:00:00Z")]
    [InlineData("from=1700-01-01T00:00:00Z&to=1701-01-01T00:00:00Z")]
    [InlineData("from=2200-01-01T00:00:00Z&to=2201-01-01T00:00:00Z")]
    public async Task Activity_AnyRange_Answers(string range)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());

        Assert.Empty((await host.GetAsync<ProjectActivity>($"/api/v1/projects/1/activity?{range}")).Services);
    }

    [Fact]
    public async Task Timeline_MinutesInBuckets_AddUp()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(
            "ingest_ledger (Time, ProjectId, KeyId, Signal, Outcome, Reason, Items, Bytes)",
            "('2026-11-23 10:00:00', 1, 1, 'logs', 'stored', '', 100, 1000)",
            "('2026-11-23 10:04:00', 1, 2, 'spans', 'stored', '', 7, 1000)",
            "('2026-11-23 10:31:00', 1, 1, 'logs', 'dropped', 'too_large', 4, 0)",
            "('2026-11-23 10:31:00', 2, 3, 'logs', 'stored', '', 900, 0)");

        var timeline = await host.GetAsync<IngestTimeline>("/api/v1/projects/1/ingest/timeline?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z&buckets=12");

        Assert.Equal((300, 12), (timeline.BucketSeconds, timeline.Buckets.Count));
        Assert.Equal(107, timeline.Buckets[0].Stored);
        Assert.Equal(new Dictionary<string, long> { ["too_large"] = 4 }, timeline.Buckets[6].Dropped);
        Assert.Equal(107, timeline.Buckets.Sum(bucket => bucket.Stored));
    }

    [Theory]
    [InlineData("from=2026-11-23T10:00:30Z&to=2026-11-23T10:01:20Z&buckets=60", 1)]
    [InlineData("from=2026-11-23T10:00:00Z&to=2026-11-23T10:00:00Z&buckets=60", 1)]
    [InlineData("from=2026-11-01T00:00:00Z&to=2026-11-23T10:05:00Z&buckets=1", 1)]
    public async Task Timeline_OddRange_HasWholeMinutes(string range, int buckets)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());

        var timeline = await host.GetAsync<IngestTimeline>($"/api/v1/projects/1/ingest/timeline?{range}");

        Assert.Equal(buckets, timeline.Buckets.Count);
        Assert.Equal(0, timeline.BucketSeconds % 60);
    }

    private static TestLog Log(long nanoseconds, string service, int severity) => new() { Nanoseconds = nanoseconds, Service = service, SeverityNumber = severity };
}
