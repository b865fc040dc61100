using System.Buffers.Text;
using System.Net;
using System.Text;
using Telemetry.Storage;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Queries;

/// <summary>Whatever a caller writes is a value or a refusal: it changes no statement, and shows nothing of another project.</summary>
public sealed class InjectionTests(InjectionTests.TwoProjects rows) : IClassFixture<InjectionTests.TwoProjects>
{
    private const string Secret = "secret-of-project-2";
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    private static readonly string[] Attacks =
    [
        "' OR 1=1 --",
        "\\' OR 1=1 --",
        "') OR ProjectId = 2 --",
        "'; DROP TABLE otel_logs; --",
        "{project:UInt32}",
        "{p0:String}",
        "*' UNION ALL SELECT * FROM otel_logs --",
        "x'] OR 1=1 OR LogAttributes['",
        "%' OR '%' = '",
        "\u0000' OR 1=1",
        "\\",
        "\t\n'",
    ];

    /// <summary>Calls in which <c>{0}</c> is an attack, escaped for an address; and one inside quotes of the query language.</summary>
    public static TheoryData<string> Calls =>
    [
        "logs?query={0}",
        "logs?query=service:\"{1}\"",
        "logs?query=message:\"*{1}*\"",
        "logs?query=attributes.a:\"{1}\"",
        "logs?query=release:>=\"{1}\"",
        "logs?cursor={0}",
        "logs?from={0}",
        "logs/count?by={0}",
        "logs/count?by=attributes.{0}",
        "logs/histogram?by=resource.{0}",
        "logs/facets?fields={0}",
        "logs/facets?fields=attributes.{0}",
        "logs/fields?prefix={0}",
        "logs/fields/{0}/values?prefix={0}",
        "logs/fields/attributes.{0}/values",
        "traces?query=name:\"{1}\"",
        "traces?cursor={0}",
        "traces/{0}",
        "sessions?session={0}",
        "sessions?install={0}",
        "sessions/{0}",
        "events/{0}/attachments",
        "events/{0}/attachments/{0}",
        "issues/{0}/feedback",
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_Attack_IsAValueOrARefusal(string call)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);
        using HttpClient client = host.CreateClient();
        foreach (string attack in Attacks)
        {
            string quoted = attack.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            string path = call.Replace("{0}", Uri.EscapeDataString(attack), StringComparison.Ordinal).Replace("{1}", Uri.EscapeDataString(quoted), StringComparison.Ordinal);
            string range = path.Contains("from=", StringComparison.Ordinal) ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Range;

            using HttpResponseMessage response = await client.GetAsync($"/api/v1/projects/1/{path}{range}", TestContext.Current.CancellationToken);

            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{attack}: {(int)response.StatusCode} {body}");
            Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        }

        Assert.Equal(2, await host.Store.AskAsync("SELECT count() FROM otel_logs"));
    }

    [Fact]
    public async Task Cursor_Forged_StaysInTheProject()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);
        using HttpClient client = host.CreateClient();
        // SHA-256 of nothing begins with e3b0c442; then the widest range, and a trace id that would be SQL.
        byte[] header = [1, 0xe3, 0xb0, 0xc4, 0x42, .. BitConverter.GetBytes(long.MinValue), .. BitConverter.GetBytes(long.MaxValue), .. BitConverter.GetBytes(long.MaxValue)];
        string logs = Base64Url.EncodeToString(header);
        string traces = Base64Url.EncodeToString([.. header, .. Encoding.UTF8.GetBytes("') OR 1=1 --")]);

        foreach (string call in new[] { $"logs?cursor={logs}", $"traces?cursor={traces}" })
        {
            using HttpResponseMessage response = await client.GetAsync($"/api/v1/projects/1/{call}", TestContext.Current.CancellationToken);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.OK, body);
            Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        }
    }

    /// <summary>A record of ours, and secrets of another project.</summary>
    public sealed class TwoProjects(EngineFixture engine) : IAsyncLifetime
    {
        private const long Start = 1_795_428_000_000_000_000;

        public ClickHouseEndpoint Store { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Store = await engine.CreateDatabaseAsync();
            var attributes = new Dictionary<string, string> { ["key"] = Secret };
            await Store.InsertAsync(
                new TestLog { Nanoseconds = Start, Body = "ours" }, new TestLog { Nanoseconds = Start, Project = 2, Body = Secret, Service = Secret, Attributes = attributes });
            await Store.InsertAsync(new TestSpan { Nanoseconds = Start, Project = 2, TraceId = "0af7651916cd43dd8448eb211c80319c", SpanId = "b7ad6b7169203331", Name = Secret });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
