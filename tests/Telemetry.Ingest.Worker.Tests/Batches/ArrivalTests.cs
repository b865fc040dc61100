using CsCheck;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Batches;

/// <summary>From the bytes of a request to a row in the real engine and back.</summary>
public sealed class ArrivalTests(EngineFixture engine)
{
    public static TheoryData<string> LogCaptures => [.. OtlpCaptures.Of(Signal.Logs).Select(capture => capture.Name)];

    public static TheoryData<string> SpanCaptures => [.. OtlpCaptures.Of(Signal.Spans).Select(capture => capture.Name)];

    [Theory]
    [MemberData(nameof(LogCaptures))]
    public async Task Handle_CapturedLogs_ArriveWhole(string name)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        ExportLogsServiceRequest request = OtlpCaptures.Find(name).ParseLogs();
        IntakeFrame frame = Frames.Of(request);

        await worker.HandleAsync(TestBatch.Of(Lane.Logs, [frame]));

        Assert.Equal(Sorted(new ExpectedRows(frame).Of(request)), await worker.LogsAsync());
    }

    [Theory]
    [MemberData(nameof(SpanCaptures))]
    public async Task Handle_CapturedSpans_ArriveWhole(string name)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        ExportTraceServiceRequest request = OtlpCaptures.Find(name).ParseSpans();
        IntakeFrame frame = Frames.Of(request);

        await worker.HandleAsync(TestBatch.Of(Lane.Spans, [frame]));

        Assert.Equal(Sorted(new ExpectedRows(frame).Of(request)), await worker.SpansAsync());
    }

    [Fact]
    public async Task Handle_RandomLogs_ArriveWhole()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        await RequestGen.Logs.Array[1, 20].SampleAsync(
            async requests =>
            {
                await worker.Endpoint.ExecuteAsync("TRUNCATE TABLE otel_logs", TestContext.Current.CancellationToken);
                IntakeFrame[] frames = [.. requests.Select((request, i) => Frames.Of(request, project: (uint)i))];

                await worker.HandleAsync(TestBatch.Of(Lane.Logs, [.. frames.Select(frame => new[] { frame })]));

                Assert.Equal(Sorted(requests.Zip(frames).SelectMany(pair => new ExpectedRows(pair.Second).Of(pair.First))), await worker.LogsAsync());
            },
            iter: 30, threads: 1);
    }

    [Fact]
    public async Task Handle_RandomSpans_ArriveWhole()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        await RequestGen.Spans.Array[1, 20].SampleAsync(
            async requests =>
            {
                await worker.Endpoint.ExecuteAsync("TRUNCATE TABLE otel_traces", TestContext.Current.CancellationToken);
                IntakeFrame[] frames = [.. requests.Select((request, i) => Frames.Of(request, project: (uint)i))];

                await worker.HandleAsync(TestBatch.Of(Lane.Spans, [.. frames.Select(frame => new[] { frame })]));

                Assert.Equal(Sorted(requests.Zip(frames).SelectMany(pair => new ExpectedRows(pair.Second).Of(pair.First))), await worker.SpansAsync());
            },
            iter: 30, threads: 1);
    }

    private static string[] Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
}
