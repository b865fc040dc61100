using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Storage;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Facets;

public sealed class FacetTests(FacetTests.Rows rows) : IClassFixture<FacetTests.Rows>
{
    private const long Second = 1_000_000_000;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000 * Second;
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    [Fact]
    public async Task Facets_UsualFields_TopValuesAndAttributes()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var facets = await host.GetAsync<FacetList>($"/api/v1/projects/1/logs/facets?{Range}");

        Assert.Equal((30, true), (facets.Items, facets.IsComplete));
        Assert.Equal(["service", "release", "environment", "level", "scope", "event", "attributes.http.route", "attributes.rare"], facets.Fields.Select(field => field.Name));
        Assert.Equal([new CountGroup("billing", 20), new CountGroup("checkout", 10)], facets.Fields[0].Values);
        Assert.Equal([new CountGroup("error", 15), new CountGroup("info", 15)], facets.Fields[3].Values);
        Assert.Empty(facets.Fields[5].Values);
        Assert.Equal((30, 10), (facets.Fields[6].Present, facets.Fields[6].Values.Count));
        Assert.Equal(new CountGroup("yes", 1), Assert.Single(facets.Fields[7].Values));
    }

    [Fact]
    public async Task Facets_QueryAndFields_AreCountedAlone()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var facets = await host.GetAsync<FacetList>($"/api/v1/projects/1/logs/facets?{Range}&query=service:checkout&fields=level,attributes.rare,host.name");

        Assert.Equal(10, facets.Items);
        Assert.Equal(["level", "attributes.rare", "host.name"], facets.Fields.Select(field => field.Name));
        Assert.Equal([new CountGroup("info", 10)], facets.Fields[0].Values);
        Assert.Equal([new CountGroup("node-1", 10)], facets.Fields[2].Values);
    }

    [Fact]
    public async Task Facets_Traces_CountSpans()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);
        await host.Store.InsertAsync([.. Enumerable.Range(0, 4).Select(i => new TestSpan { Nanoseconds = Start, TraceId = "0af7651916cd43dd8448eb211c80319c", SpanId = $"b7ad6b716920333{i}", Status = i == 0 ? "Error" : "Ok" })]);

        var facets = await host.GetAsync<FacetList>($"/api/v1/projects/1/traces/facets?{Range}");

        Assert.Equal([new CountGroup("ok", 3), new CountGroup("error", 1)], facets.Fields.Single(field => field.Name == "status").Values);
    }

    [Theory]
    [InlineData("fields=message", "fields")]
    [InlineData("fields=*", "fields")]
    [InlineData("fields=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "fields")]
    [InlineData("query=level:loud", "query")]
    [InlineData("from=soon", "from")]
    public async Task Facets_BadParameter_IsNamed(string parameters, string name)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/logs/facets?{parameters}", HttpStatusCode.BadRequest);

        Assert.Equal(name, problem.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Fields_Prefix_FieldsThenKeys()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var all = await host.GetAsync<FieldNameList>($"/api/v1/projects/1/logs/fields?{Range}");
        var some = await host.GetAsync<FieldNameList>($"/api/v1/projects/1/logs/fields?{Range}&prefix=H");
        var scoped = await host.GetAsync<FieldNameList>($"/api/v1/projects/1/logs/fields?{Range}&prefix=attributes.h");

        Assert.Equal("service", all.Items[0].Name);
        Assert.Contains(new FieldNameItem("attributes.http.route", "attribute"), all.Items);
        Assert.Equal([new FieldNameItem("attributes.http.route", "attribute"), new FieldNameItem("resource.host.name", "resource")], some.Items.OrderBy(item => item.Name));
        Assert.Equal(["attributes.http.route"], scoped.Items.Select(item => item.Name));
    }

    [Theory]
    [InlineData("service", "b", "billing")]
    [InlineData("env", "PROD", "production")]
    [InlineData("level", "f", "fatal")]
    [InlineData("attributes.http.route", "/r/1", "/r/1,/r/10,/r/11")]
    [InlineData("resource.host.name", "", "node-1")]
    [InlineData("host.name", "node", "node-1")]
    [InlineData("message", "", "")]
    [InlineData("nobody", "", "")]
    [InlineData("a'; DROP TABLE facets; --", "%' OR 1=1 --", "")]
    public async Task Values_Prefix_MostFrequentFirst(string name, string prefix, string expected)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var values = await host.GetAsync<FieldValueList>($"/api/v1/projects/1/logs/fields/{Uri.EscapeDataString(name)}/values?{Range}&limit=3&prefix={Uri.EscapeDataString(prefix)}");

        Assert.Equal(expected, string.Join(',', values.Items.Select(item => item.Key)));
    }

    [Fact]
    public async Task Values_KeyWithSlash_IsFound()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);
        await host.Store.InsertAsync(new TestLog { Nanoseconds = Start - (86_400 * Second), Attributes = new Dictionary<string, string> { ["k8s.io/app"] = "shop" } });

        var values = await host.GetAsync<FieldValueList>($"/api/v1/projects/1/logs/fields/attributes.k8s.io%2Fapp/values?from=2026-11-22T10:00:00Z&to=2026-11-22T11:00:00Z");

        Assert.Equal([new CountGroup("shop", 1)], values.Items);
    }

    [Fact]
    public async Task Values_OtherNameOfAFieldWithTooManyValues_AreNotThoseOfAnAttribute()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);
        await host.Store.InsertAsync(new TestLog { Nanoseconds = Start - (2 * 86_400 * Second), Attributes = new Dictionary<string, string> { ["body"] = "an attribute" } });

        var values = await host.GetAsync<FieldValueList>("/api/v1/projects/1/logs/fields/body/values?from=2026-11-21T10:00:00Z&to=2026-11-21T11:00:00Z");

        Assert.Empty(values.Items);
    }

    [Theory]
    [InlineData("limit=101", "limit")]
    [InlineData("from=soon", "from")]
    public async Task Fields_BadParameter_IsNamed(string parameters, string name)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/traces/fields?{parameters}", HttpStatusCode.BadRequest);

        Assert.Equal(name, problem.GetProperty("parameter").GetString());
    }

    /// <summary>Thirty records of a project, and one of another.</summary>
    public sealed class Rows(EngineFixture engine) : IAsyncLifetime
    {
        public ClickHouseEndpoint Store { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Store = await engine.CreateDatabaseAsync();
            await Store.InsertAsync([.. Enumerable.Range(0, 30).Select(Log), Log(0) with { Project = 2, Service = "other" }]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static TestLog Log(int i)
        {
            var attributes = new Dictionary<string, string> { ["http.route"] = $"/r/{i % 15}" };
            if (i == 7)
            {
                attributes["rare"] = "yes";
            }

            return new TestLog
            {
                Nanoseconds = Start + (i * Second),
                Service = i % 3 == 0 ? "checkout" : "billing",
                SeverityNumber = i % 6 is 2 or 4 or 5 ? 17 : 9,
                Attributes = attributes,
                Resource = new Dictionary<string, string> { ["host.name"] = "node-1" },
            };
        }
    }
}
