using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Parameters;

public sealed class ParameterTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Theory]
    [InlineData("logs/count?from=soon", "from")]
    [InlineData("logs/count?by=message", "by")]
    [InlineData("logs/histogram?buckets=0", "buckets")]
    [InlineData("logs/histogram?buckets=501", "buckets")]
    [InlineData("logs/histogram?by=body", "by")]
    [InlineData("logs/histogram?to=2026-02-30T00:00:00Z", "to")]
    [InlineData("traces?limit=0", "limit")]
    [InlineData("traces?limit=1001", "limit")]
    [InlineData("traces?limit=-1", "limit")]
    [InlineData("traces?limit=1e2", "limit")]
    [InlineData("traces?cursor=AAAA", "cursor")]
    [InlineData("traces?query=duration:>5", "query")]
    [InlineData("traces/zz", "traceId")]
    [InlineData("traces/0af7651916cd43dd8448eb211c80319", "traceId")]
    [InlineData("ingest/ledger?from=2026-11-23T10:00:00.1234567890Z", "from")]
    [InlineData("ingest/ledger?from=now&to=-1h", "from")]
    [InlineData("logs/fields?prefix={long}", "prefix")]
    public async Task Parameter_Wrong_IsNamed(string call, string name)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/{call.Replace("{long}", new string('x', 201), StringComparison.Ordinal)}", HttpStatusCode.BadRequest);

        Assert.Equal(name, problem.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("(a", 2, 0)]
    [InlineData("a OR", 4, 0)]
    [InlineData("\"open", 0, 5)]
    [InlineData("größe level:loud", 12, 4)]
    public async Task Query_NotUnderstood_SaysWhere(string query, int position, int length)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/logs?query={Uri.EscapeDataString(query)}", HttpStatusCode.BadRequest);

        Assert.Equal((position, length), (problem.GetProperty("position").GetInt32(), problem.GetProperty("length").GetInt32()));
        Assert.NotEmpty(problem.GetProperty("expected").EnumerateArray());
    }

    [Fact]
    public async Task Times_Nanoseconds_AreExact()
    {
        const long Start = 1_795_428_000_000_000_000;
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        await host.Store.InsertAsync([.. Enumerable.Range(0, 4).Select(i => new TestLog { Nanoseconds = Start + i, Body = $"{(char)('a' + i)}" })]);

        Assert.Equal("b", await FindAsync(host, "2026-11-23T10:00:00.000000001Z", "2026-11-23T10:00:00.000000002Z"));
        Assert.Equal("b,c", await FindAsync(host, "2026-11-23T11:00:00.000000001+01:00", "2026-11-23T09:00:00.000000003-01:00"));
        Assert.Equal("a", await FindAsync(host, "2026-11-23T10:00Z", "2026-11-23T10:00:00.000000001Z"));
    }
    private static async Task<string> FindAsync(QueryApiHost host, string from, string to)
    {
        var page = await host.GetAsync<LogPage>($"/api/v1/projects/1/logs?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}");
        return string.Join(',', page.Items.Select(item => item.Body).Order());
    }
}
