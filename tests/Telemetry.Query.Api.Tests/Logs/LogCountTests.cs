using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Logs;

public sealed class LogCountTests(EngineFixture engine)
{
    private const long Second = 1_000_000_000;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000 * Second;
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    [Fact]
    public async Task Count_By_LargestGroupsFirstAndTotalOfAll()
    {
        await using QueryApiHost host = await StartAsync();

        var byLevel = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&by=level");
        var byAttribute = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&by=attributes.id");
        var all = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&query=level:error");

        Assert.Equal(150, byLevel.Total);
        Assert.Equal([new CountGroup("info", 100), new CountGroup("error", 50)], byLevel.Groups);
        Assert.Equal((150, 100), (byAttribute.Total, byAttribute.Groups.Count));
        Assert.Equal((50, 0), (all.Total, all.Groups.Count));
    }

    [Fact]
    public async Task Count_NothingMatches_IsZero()
    {
        await using QueryApiHost host = await StartAsync();

        var count = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&query=service:nobody&by=level");

        Assert.Equal((0, 0), (count.Total, count.Groups.Count));
    }

    [Fact]
    public async Task Histogram_By_HasEmptyBucketsAndGroups()
    {
        await using QueryApiHost host = await StartAsync();

        var histogram = await host.GetAsync<LogHistogram>($"/api/v1/projects/1/logs/histogram?{Range}&buckets=60&by=level");

        Assert.Equal(60, histogram.BucketSeconds);
        Assert.Equal(60, histogram.Buckets.Count);
        Assert.Equal("2026-11-23T10:00:00.000000000Z", histogram.Buckets[0].Start);
        Assert.Equal((60, 40L, 20L), (histogram.Buckets[0].Count, histogram.Buckets[0].Groups["info"], histogram.Buckets[0].Groups["error"]));
        Assert.Equal((0, 0), (histogram.Buckets[59].Count, histogram.Buckets[59].Groups.Count));
        Assert.Equal(150, histogram.Buckets.Sum(bucket => bucket.Count));
    }

    [Fact]
    public async Task List_EqualTimestamps_NoGapAndNoRepeatOverPages()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        // Three nanoseconds, each with more records than a page; among them equal ones.
        await host.Store.InsertAsync([.. Enumerable.Range(0, 300).Select(i => new TestLog { Nanoseconds = Start + (i % 3), Body = $"record {i % 150}" })]);

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await host.GetAsync<LogPage>($"/api/v1/projects/1/logs?{(next is null ? Range : $"cursor={next}")}&limit=7");
            seen.AddRange(page.Items.Select(item => item.Timestamp + item.Body));
            next = page.Next;
            // Newer records do not move the pages.
            await host.Store.InsertAsync(new TestLog { Nanoseconds = Start + (60 * Second), Body = "newer" });
        }
        while (next is not null);

        string[] expected = [.. Enumerable.Range(0, 300).Select(i => $"2026-11-23T10:00:00.00000000{i % 3}Zrecord {i % 150}")];
        Assert.Equal(expected.Order(), seen.Order());
    }

    private async Task<QueryApiHost> StartAsync()
    {
        QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync([.. Enumerable.Range(0, 150).Select(i => new TestLog
        {
            Nanoseconds = Start + (i * Second),
            SeverityNumber = i % 3 == 0 ? 17 : 9,
            Attributes = new Dictionary<string, string> { ["id"] = $"{i}" },
        })]);
        return host;
    }
}
