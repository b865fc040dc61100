using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>What real clients sent: taken as it was on the wire, and found again by the API.</summary>
public sealed class CaptureTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> All() => [.. OtlpCaptures.All.Select(capture => capture.Name)];

    public static TheoryData<string> Logs() => [.. OtlpCaptures.Of(Signal.Logs).Select(capture => capture.Name)];

    public static TheoryData<string> Spans() => [.. OtlpCaptures.Of(Signal.Spans).Select(capture => capture.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Export_BytesOfARealClient_AreTaken(string name)
    {
        using HttpRequestMessage request = server.Ready.RequestFor(OtlpCaptures.Find(name));

        using HttpResponseMessage response = await Http.SendAsync(request, Token);

        string body = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, body);
        HttpResponseHeaders trailers = response.TrailingHeaders;
        Assert.True(!trailers.TryGetValues("grpc-status", out IEnumerable<string>? status) || status.Single() == "0", body);
    }

    // The times are moved to now: the recording is older than the retention may be on the day this runs.
    [Theory]
    [MemberData(nameof(Logs))]
    public async Task Export_LogsOfARealClient_AreFoundByTheApi(string name)
    {
        ExportLogsServiceRequest request = OtlpCaptures.Find(name).ParseLogs();
        LogRecord[] sent = [.. request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords)];
        foreach ((int index, LogRecord record) in sent.Index())
        {
            record.TimeUnixNano = Now - (ulong)index;
        }

        string service = Rename(request.ResourceLogs.Select(resource => resource.Resource.Attributes));

        await SendAsync("/v1/logs", request);

        JsonElement page = await server.Process.ReadWhenAsync($"logs?query=service:{service}", page => page.GetProperty("items").GetArrayLength() == sent.Length, Token);
        Assert.All(sent.Zip(page.GetProperty("items").EnumerateArray()), pair =>
        {
            Assert.Equal((int)pair.First.SeverityNumber, pair.Second.GetProperty("severityNumber").GetInt32());
            Assert.Equal(Hex(pair.First.TraceId), pair.Second.GetProperty("traceId").GetString());
            Assert.Equal(Hex(pair.First.SpanId), pair.Second.GetProperty("spanId").GetString());
            Assert.Equal(Names(pair.First.Attributes), Names(pair.Second.GetProperty("attributes")));
            Assert.EndsWith($"{pair.First.TimeUnixNano % 1_000_000_000:000000000}Z", pair.Second.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Spans))]
    public async Task Export_SpansOfARealClient_AreFoundByTheApi(string name)
    {
        ExportTraceServiceRequest request = OtlpCaptures.Find(name).ParseSpans();
        Span[] sent = [.. request.ResourceSpans.SelectMany(resource => resource.ScopeSpans).SelectMany(scope => scope.Spans)];
        foreach (Span span in sent)
        {
            ulong duration = span.EndTimeUnixNano - span.StartTimeUnixNano;
            span.StartTimeUnixNano = Now;
            span.EndTimeUnixNano = Now + duration;
        }

        ByteString traceId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray());
        Span[] trace = [.. sent.Where(span => span.TraceId == sent[0].TraceId)];
        Array.ForEach(trace, span => span.TraceId = traceId);

        await SendAsync("/v1/traces", request);

        JsonElement found = await server.Process.ReadWhenAsync($"traces/{Hex(traceId)}", answer => answer.GetProperty("spans").GetArrayLength() == trace.Length, Token);
        Dictionary<string, JsonElement> byId = found.GetProperty("spans").EnumerateArray().ToDictionary(span => span.GetProperty("spanId").GetString()!);
        Assert.All(trace, span =>
        {
            JsonElement stored = byId[Hex(span.SpanId)];
            Assert.Equal(span.Name, stored.GetProperty("name").GetString());
            Assert.Equal(Hex(span.ParentSpanId), stored.GetProperty("parentSpanId").GetString());
            Assert.Equal((long)(span.EndTimeUnixNano - span.StartTimeUnixNano), stored.GetProperty("durationNanoseconds").GetInt64());
            Assert.Equal(Names(span.Attributes), Names(stored.GetProperty("attributes")));
            Assert.Equal(span.Events.Count, stored.GetProperty("events").GetArrayLength());
        });
    }

    private static ulong Now => (ulong)TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds() * 1_000_000 + 123_457;

    private static string Rename(IEnumerable<IList<KeyValue>> resources)
    {
        string service = "s" + Guid.NewGuid().ToString("N");
        foreach (KeyValue name in resources.SelectMany(attributes => attributes).Where(attribute => attribute.Key == "service.name"))
        {
            name.Value = new AnyValue { StringValue = service };
        }

        return service;
    }

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static IEnumerable<string> Names(IEnumerable<KeyValue> attributes) => attributes.Select(attribute => attribute.Key).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonElement attributes) => attributes.EnumerateObject().Select(attribute => attribute.Name).Order(StringComparer.Ordinal);

    private async Task SendAsync(string path, IMessage message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Ready.OtlpHttp + path) { Content = new ByteArrayContent(message.ToByteArray()) };
        request.Headers.Add("x-telemetry-key", server.Ready.Project!.Key);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using HttpResponseMessage response = await Http.SendAsync(request, Token);
        response.EnsureSuccessStatusCode();
    }
}
