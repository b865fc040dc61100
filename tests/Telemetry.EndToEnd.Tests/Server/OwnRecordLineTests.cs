using System.Net;
using System.Text.Json;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>A session told three times, the last telling first, and a loss report: from the door to the API.</summary>
public sealed class OwnRecordLineTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Id = "0192f0c1d2e34f5a8b9c0d1e2f3a4b5c";

    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_ToldInAnyOrder_IsReadByItsLastWord_AndTheLedgerAddsUp()
    {
        await PostAsync(
            Own("telemetry.session", Told(3, "crashed", ""","mechanism":"segfault","exit_code":-11""")),
            Own("telemetry.loss", """{"version":1,"items":[{"signal":"logs","reason":"queue_full","count":12}]}"""));
        await PostAsync(Own("telemetry.session", Told(1, "ok", "")), Own("telemetry.session", Told(2, "ok", "")), Own("telemetry.session", "{}"), Own("", "a log"));

        JsonElement ledger = await server.Process.ReadWhenAsync("ingest/ledger", ledger => Figure(ledger, "sessions", "stored") == 3 && Figure(ledger, "logs", "stored") == 1 && Figure(ledger, "logs", "unsent") == 12, Token);
        Assert.Equal((4, 1, 0), (Figure(ledger, "sessions", "accepted"), Figure(ledger, "logs", "accepted"), Figure(ledger, "others", "accepted")));
        JsonElement session = await server.Process.ReadWhenAsync($"sessions/{Id}", session => session.GetProperty("state").GetString() == "crashed", Token);
        Assert.Equal(
            ("segfault", -11, "3.16.8", "photo", "i1"),
            (session.GetProperty("mechanism").GetString(), session.GetProperty("exitCode").GetInt32(), session.GetProperty("release").GetString(), session.GetProperty("service").GetString(), session.GetProperty("installId").GetString()));
        JsonElement list = await server.Process.ReadWhenAsync("sessions?install=i1", _ => true, Token);
        Assert.Equal([Id], list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        JsonElement logs = await server.Process.ReadWhenAsync("logs", page => page.GetProperty("items").GetArrayLength() > 0, Token);
        Assert.Equal(["a log"], logs.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("body").GetString()));
    }

    private static long Figure(JsonElement ledger, string signal, string name) => ledger.GetProperty("signals").EnumerateArray()
        .Where(one => one.GetProperty("signal").GetString() == signal).Sum(one => one.GetProperty(name) is { ValueKind: JsonValueKind.Object } reasons ? reasons.EnumerateObject().Sum(reason => reason.Value.GetInt64()) : one.GetProperty(name).GetInt64());

    private static string Told(int sequence, string state, string more) =>
        $$"""{"version":1,"id":"{{Id}}","install_id":"i1","release":"photo@3.16.8","service":"photo","sequence":{{sequence}},"state":"{{state}}","duration_seconds":{{sequence}}{{more}}}""";

    private static Action<LogRecord> Own(string eventName, string body) => record =>
    {
        record.EventName = eventName;
        record.Body = new AnyValue { StringValue = body };
    };

    private async Task PostAsync(params Action<LogRecord>[] records)
    {
        LogsRequestBuilder request = new LogsRequestBuilder().StartingAt(TimeProvider.System.GetUtcNow().AddMinutes(-1));
        foreach (Action<LogRecord> record in records)
        {
            request.WithRecords(1, record);
        }

        using var post = new HttpRequestMessage(HttpMethod.Post, server.Ready.OtlpHttp + "/v1/logs") { Content = new ByteArrayContent(request.ToBytes()) };
        post.Headers.Add("x-telemetry-key", server.Ready.Project!.Key);
        post.Content.Headers.Add("Content-Type", "application/x-protobuf");
        using HttpResponseMessage response = await Http.SendAsync(post, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
