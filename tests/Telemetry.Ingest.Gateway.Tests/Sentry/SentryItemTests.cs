using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Sessions;
using Xunit;
using static Telemetry.Ingest.Gateway.Tests.Sentry.SentryPosts;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

/// <summary>What becomes of each kind of item.</summary>
public sealed class SentryItemTests
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string TraceId = "672c97a24e70431eac120b9c02287921";

    private static readonly string Now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Event_GoesToTheCrashLane_WithTheEnvelopesId()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        const string Event = """{"event_id":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","message":"☃ \ud83d\ude00","level":"error"}""";

        using HttpResponseMessage response = await host.PostEnvelopeAsync(
            $"{{\"event_id\":\"AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa\",\"sent_at\":\"{Now}\",\"sdk\":{{\"name\":\"x\"}}}}\n{Item("event", Event)}");

        Assert.Equal(Id, await response.AcceptedIdAsync());
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Crashes));
        Assert.Equal((Signal.Crashes, 1, (byte)CrashEncoding.SentryEvent), (frame.Signal, frame.ItemCount, frame.Payload.Span[0]));
        Assert.Equal($$$"""{"header":{"event_id":"{{{Id}}}","sent_at":"{{{Now}}}","sdk":{"name":"x"}},"event":{{{Event}}}}""", Encoding.UTF8.GetString(frame.Payload.Span[1..]));
    }

    [Fact]
    public async Task Store_EventWithoutId_GetsOne()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostSentryAsync($"/api/1/store/?sentry_key={host.Key}", "{\"message\":\"m\"}"u8.ToArray());

        string? id = await response.AcceptedIdAsync();
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, Assert.Single(await host.ReceiveAsync(Lane.Crashes)).Json().GetProperty("header").GetProperty("event_id").GetString());
    }

    // Python writes half pairs for file names that are no UTF-8; broken bytes come from who knows where.
    [Fact]
    public async Task Event_TextThatIsNone_IsRepaired()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        byte[] body = [.. "{}\n{\"type\":\"event\"}\n{\"a\\udcff\":\"x\\ud83d\\ude00\\uD83D\\\\ud83d \\udc00"u8, 0xff, .. "\"}\n"u8];

        using HttpResponseMessage response = await host.PostEnvelopeAsync(body);

        await response.AcceptedIdAsync();
        JsonProperty property = Assert.Single(Assert.Single(await host.ReceiveAsync(Lane.Crashes)).Json().GetProperty("event").EnumerateObject());
        Assert.Equal(("a�", "x😀�\\ud83d ��"), (property.Name, property.Value.GetString()));
    }

    [Theory]
    [InlineData("feedback", "{\"contexts\":{\"feedback\":{\"message\":\"m\"}}}")]
    [InlineData("user_report", "{\"event_id\":\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\"comments\":\"c\"}")]
    public async Task Feedback_GoesToTheCrashLane(string type, string payload)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync($"{{\"event_id\":\"{Id}\"}}\n{Item(type, payload)}");

        Assert.Equal(Id, await response.AcceptedIdAsync());
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Crashes));
        Assert.Equal((byte)CrashEncoding.SentryFeedback, frame.Payload.Span[0]);
        Assert.Equal($$$"""{"header":{"event_id":"{{{Id}}}","item_type":"{{{type}}}"},"feedback":{{{payload}}}}""", Encoding.UTF8.GetString(frame.Payload.Span[1..]));
    }

    [Fact]
    public async Task Transaction_IsATrace()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync($"{{\"event_id\":\"{Id}\"}}\n" + Item("transaction", $$$"""
            {"type":"transaction","transaction":"GET /pay","start_timestamp":1795354743.6268801,"timestamp":"2026-11-22T13:39:03.647251Z","release":"shop@1.4.0","environment":"production",
             "server_name":"host-1","sdk":{"name":"sentry.python","version":"2.64.0"},"tags":{"channel":"beta"},"user":{"id":7},
             "contexts":{"trace":{"trace_id":"{{{TraceId}}}","span_id":"9aff6ca09f402569","parent_span_id":null,"op":"http.server","status":"internal_error","data":{"n":1.5}},"runtime":{"name":"CPython"},"hardware":{"ram":8}},
             "spans":[{"span_id":"89b9f9233adbfe2a","parent_span_id":"9aff6ca09f402569","op":"db.query","description":"SELECT 0","start_timestamp":1795354743.63,"timestamp":1795354743.64,"status":"ok","data":{"db.rows":[1,{"a":null}]}},
                      "no span"]}
            """));

        Assert.Equal(Id, await response.AcceptedIdAsync());
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Spans));
        ResourceSpans resource = Assert.Single(ExportTraceServiceRequest.Parser.ParseFrom(frame.Payload.Span).ResourceSpans);
        Assert.Equal((Signal.Spans, 3, 3), (frame.Signal, frame.ItemCount, resource.ScopeSpans[0].Spans.Count));
        Assert.Equal(
            ["deployment.environment.name=production", "host.name=host-1", "process.runtime.name=CPython", "sentry.release=shop@1.4.0", "service.name=shop", "service.version=1.4.0",
             "telemetry.sdk.name=sentry.python", "telemetry.sdk.version=2.64.0"],
            Texts(resource.Resource.Attributes));
        Span root = resource.ScopeSpans[0].Spans[0];
        Assert.Equal((TraceId, "9aff6ca09f402569", "", "GET /pay", Span.Types.SpanKind.Server), (Hex(root.TraceId), Hex(root.SpanId), Hex(root.ParentSpanId), root.Name, root.Kind));
        Assert.Equal((1795354743626880100UL, 1795354743647251000UL), (root.StartTimeUnixNano, root.EndTimeUnixNano));
        Assert.Equal((Status.Types.StatusCode.Error, "internal_error"), (root.Status.Code, root.Status.Message));
        Assert.Equal(["channel=beta", "n=1.5", "sentry.context.hardware={ \"values\": [ { \"key\": \"ram\", \"value\": { \"intValue\": \"8\" } } ] }", "sentry.op=http.server", "user.id=7"], Texts(root.Attributes));
        Span child = resource.ScopeSpans[0].Spans[1];
        Assert.Equal((TraceId, "9aff6ca09f402569", "SELECT 0", Span.Types.SpanKind.Client, Status.Types.StatusCode.Ok), (Hex(child.TraceId), Hex(child.ParentSpanId), child.Name, child.Kind, child.Status.Code));
    }

    [Fact]
    public async Task Spans_InAContainer_AreSpansOfTheirSource()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        string span = $$$"""
            {"trace_id":"{{{TraceId}}}","span_id":"89b9f9233adbfe2a","name":"render","status":"error","start_timestamp":1795354743.5,"end_timestamp":1795354744,
             "attributes":{"sentry.op":{"value":"ui","type":"string"},"sentry.release":{"value":"a@1"},"n":{"value":true}},"links":[{"trace_id":"{{{TraceId}}}","span_id":"9aff6ca09f402569"}]}
            """;

        using HttpResponseMessage response = await host.PostEnvelopeAsync("{}\n" + Item("span", $"{{\"version\":2,\"items\":[{span},{span.Replace("a@1", "b@2", StringComparison.Ordinal)},17]}}"));

        await response.AcceptedIdAsync();
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Spans));
        ExportTraceServiceRequest request = ExportTraceServiceRequest.Parser.ParseFrom(frame.Payload.Span);
        Assert.Equal((2, 2), (frame.ItemCount, request.ResourceSpans.Count));
        Assert.Contains("service.name=b", Texts(request.ResourceSpans[1].Resource.Attributes));
        Span first = request.ResourceSpans[0].ScopeSpans[0].Spans[0];
        Assert.Equal(("render", 500_000_000UL, "9aff6ca09f402569"), (first.Name, first.EndTimeUnixNano - first.StartTimeUnixNano, Hex(first.Links[0].SpanId)));
        Assert.Equal(["n=true", "sentry.op=ui"], Texts(first.Attributes));
        Assert.Equal(["spans malformed 1"], await host.DropsAsync(1));
    }

    [Fact]
    public async Task Logs_AreLogRecords()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync("{}\n" + Item("log", $$$$"""
            {"items":[{"timestamp":1795354743.3269691,"level":"warn","body":"low disk","trace_id":"{{{{TraceId}}}}","span_id":"89b9f9233adbfe2a",
             "attributes":{"n":{"value":120,"type":"integer"},"sentry.release":{"value":"app@1"},"sentry.severity_number":{"value":13}}}]}
            """));

        await response.AcceptedIdAsync();
        ResourceLogs resource = Assert.Single(ExportLogsServiceRequest.Parser.ParseFrom(Assert.Single(await host.ReceiveAsync(Lane.Logs)).Payload.Span).ResourceLogs);
        LogRecord record = Assert.Single(resource.ScopeLogs[0].LogRecords);
        Assert.Equal((1795354743326969100UL, 13, "warn", "low disk"), (record.TimeUnixNano, record.SeverityNumber, record.SeverityText, record.Body.StringValue));
        Assert.Equal((TraceId, "89b9f9233adbfe2a"), (Hex(record.TraceId), Hex(record.SpanId)));
        Assert.Equal(["n=120"], Texts(record.Attributes));
        Assert.Contains("service.version=1", Texts(resource.Resource.Attributes));
    }

    // Sent at by a clock that is two days behind: everything moves by that much.
    [Fact]
    public async Task Times_ClockIsWrong_AreShifted()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        DateTimeOffset wrong = TimeProvider.System.GetUtcNow().AddDays(-2);

        using HttpResponseMessage response = await host.PostEnvelopeAsync($"{{\"sent_at\":\"{wrong:O}\"}}\n" + Item("log", $"{{\"items\":[{{\"timestamp\":{wrong.ToUnixTimeSeconds() - 60},\"body\":\"b\"}}]}}"));

        await response.AcceptedIdAsync();
        LogRecord record = ExportLogsServiceRequest.Parser.ParseFrom(Assert.Single(await host.ReceiveAsync(Lane.Logs)).Payload.Span).ResourceLogs[0].ScopeLogs[0].LogRecords[0];
        Assert.InRange(TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds((long)(record.TimeUnixNano / 1_000_000_000)), TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Sessions_GoToTheirLane()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync(
            "{}\n" + Item("session", "{\"sid\":\"x\"}") + Item("sessions", "{\"aggregates\":[{},{}],\"attrs\":{}}") + Item("sessions", "{\"aggregates\":1}"));

        Assert.Null(await response.AcceptedIdAsync());
        List<IntakeFrame> frames = [];
        while (frames.Count < 2)
        {
            frames.AddRange(await host.ReceiveAsync(Lane.Sessions));
        }

        Assert.Equal([(1, SessionEncoding.SentrySession), (2, SessionEncoding.SentrySessions)], frames.Select(frame => (frame.ItemCount, (SessionEncoding)frame.Payload.Span[0])).Order());
        Assert.Equal("x", frames.Single(frame => frame.ItemCount == 1).Json().GetProperty("session").GetProperty("sid").GetString());
        Assert.Equal(["sessions malformed 1"], await host.DropsAsync(1));
    }

    [Fact]
    public async Task ClientReport_IsInTheLedgerAsUnsent()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync("{}\n" + Item("client_report", """
            {"timestamp":1,"discarded_events":[{"reason":"sample_rate","category":"transaction","quantity":5},{"reason":"sample_rate","category":"span","quantity":25},
             {"reason":"before_send","category":"error","quantity":2},{"reason":"network_error","category":"transaction","quantity":3},{"reason":"new","category":"log_item","quantity":1},
             {"reason":"new","category":"log_byte","quantity":900},{"reason":"x","category":"error","quantity":-1},7]}
            """));

        await response.AcceptedIdAsync();
        Assert.Equal(["crashes client_filtered 2", "logs client_other 1", "spans client_network_error 3", "spans client_sampled 25"], await host.DropsAsync(31));
    }

    [Fact]
    public async Task UnknownAndBrokenItems_AreCounted_AndTheirNeighboursKept()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync(
            $"{{\"event_id\":\"{Id}\"}}\n" + Item("attachment", "\0\n\u0001") + Item("event", "{") + Item("transaction", "[]") + "{\"type\":\"log\",\"length\":999}\n{}\n" + Item("check_in", "{}")
            + "{\"type\":\"trace_metric\",\"item_count\":4}\n{}\n" + Item("event", "{\"message\":\"kept\"}") + Item("wondrous", "?"));

        Assert.Equal(Id, await response.AcceptedIdAsync());
        Assert.Equal("kept", Assert.Single(await host.ReceiveAsync(Lane.Crashes)).Json().GetProperty("event").GetProperty("message").GetString());
        Assert.Equal(["crashes malformed 1", "logs malformed 1", "metrics not_supported 4", "others not_supported 2", "spans malformed 1"], await host.DropsAsync(9));
        Assert.Single(await host.ReceiveAsync(Lane.Attachments));
    }

    [Theory]
    [InlineData("{}\n")]
    [InlineData("{}\n{\"type\":\"wondrous\"}\nx\n")]
    public async Task NothingOfUse_IsStillAccepted(string body)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using HttpResponseMessage response = await host.PostEnvelopeAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/1/envelope/", "no envelope")]
    [InlineData("/api/1/envelope/", "{\"sent_at\":1,\"sent_at\":2}\n")]
    [InlineData("/api/1/store/", "[]")]
    [InlineData("/api/1/store/", "")]
    public async Task Malformed_IsABadRequest(string path, string body)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostSentryAsync($"{path}?sentry_key={host.Key}", Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(response.Headers.Contains("X-Sentry-Error"));
        Assert.EndsWith(" malformed 1", Assert.Single(await host.DropsAsync(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueueIsFull_IsTooManyRequests_NotUnavailable()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Queue:MaxBytes", "65536"));

        using HttpResponseMessage response = await host.PostEnvelopeAsync("{}\n" + Item("event", $"{{\"message\":\"{new string('x', 100_000)}\"}}") + Item("session", "{\"sid\":\"x\"}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        string retryAfter = Assert.Single(response.Headers.GetValues("Retry-After"));
        Assert.InRange(int.Parse(retryAfter, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal($"{retryAfter}:error;feedback:key:queue_unavailable", Assert.Single(response.Headers.GetValues("X-Sentry-Rate-Limits")));
        Assert.Single(await host.ReceiveAsync(Lane.Sessions));
        Assert.Equal(["crashes queue_unavailable 1"], await host.DropsAsync(1));
    }

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string[] Texts(IEnumerable<KeyValue> attributes) => [.. attributes.Select(attribute => $"{attribute.Key}={Text(attribute.Value)}").Order(StringComparer.Ordinal)];

    private static string Text(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => value.KvlistValue.ToString(),
    };
}
