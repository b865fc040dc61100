using System.Net;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Ingest.Gateway.Tests.Otlp.Json;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

/// <summary>A crash in OTLP goes to its own lane, and its request goes on as it came.</summary>
public sealed class CrashIntakeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_LogsWithACrash_TheCrashIsInItsLaneToo(bool isJson)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(20).WithRecords(1, record => record.Attributes.Add("exception.type", "ValueError")).Build();
        byte[] body = isJson ? OtlpJsonWriter.Write(request) : request.ToByteArray();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", body, isJson ? "application/json" : "application/x-protobuf");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        IntakeFrame crash = Assert.Single(await host.ReceiveAsync(Lane.Crashes));
        Assert.Equal((Signal.Crashes, 1, (byte)CrashEncoding.OtlpLogs), (crash.Signal, crash.ItemCount, crash.Payload.Span[0]));
        ExportLogsServiceRequest copy = ExportLogsServiceRequest.Parser.ParseFrom(crash.Payload.Span[1..]);
        Assert.Equal(request.ResourceLogs[0].ScopeLogs[0].LogRecords[^1], Assert.Single(copy.ResourceLogs[0].ScopeLogs[0].LogRecords));
        Assert.Equal(request.ResourceLogs[0].Resource, copy.ResourceLogs[0].Resource);
        IntakeFrame logs = Assert.Single(await host.ReceiveAsync(Lane.Logs));
        Assert.Equal((21, request), (logs.ItemCount, ExportLogsServiceRequest.Parser.ParseFrom(logs.Payload.Span)));
    }

    [Fact]
    public async Task Post_SpanWithTwoExceptions_AreTwoCrashes()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        ExportTraceServiceRequest request = new SpansRequestBuilder().WithSpans(3).Build();
        request.ResourceSpans[0].ScopeSpans[0].Spans[1].Events.Add(
            Enumerable.Range(0, 2).Select(_ => new OpenTelemetry.Proto.Trace.V1.Span.Types.Event { Name = "exception", Attributes = { new OpenTelemetry.Proto.Common.V1.KeyValue { Key = "exception.type" } } }));

        using HttpResponseMessage response = await host.PostAsync("/v1/traces", request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        IntakeFrame crash = Assert.Single(await host.ReceiveAsync(Lane.Crashes));
        Assert.Equal((2, (byte)CrashEncoding.OtlpSpans), (crash.ItemCount, crash.Payload.Span[0]));
        Assert.Equal(3, Assert.Single(await host.ReceiveAsync(Lane.Spans)).ItemCount);
    }

    [Fact]
    public async Task Post_QueueIsFull_CrashIsRefusedWithItsRequest()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Queue:MaxBytes", "65536"));
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(1000, record => record.Attributes.Add("exception.type", "ValueError")).Build();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        List<IntakeFrame> drops = [];
        while (drops.Sum(frame => frame.ItemCount) < 2000)
        {
            drops.AddRange(await host.ReceiveAsync(Lane.Ledger));
        }

        Assert.Equal([(Signal.Logs, 1000), (Signal.Crashes, 1000)], drops.Select(frame => (frame.Signal, frame.ItemCount)).Order());
        Assert.All(drops, frame => Assert.Equal((byte)DropReason.QueueUnavailable, frame.Payload.Span[0]));
    }
}
