using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

public sealed class CrashBodyTests(EngineFixture engine)
{
    [Theory]
    [InlineData("ValueError", "no such row", "ValueError: no such row")]
    [InlineData("KeyboardInterrupt", null, "KeyboardInterrupt")]
    [InlineData(null, "no such row", "no such row")]
    [InlineData(null, null, "Crash report")]
    public async Task Handle_CrashReport_IsALineAmongTheLogs(string? type, string? message, string expected)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Logs, [Frames.Of(new LogsRequestBuilder()
            .WithRecords(1, record => Report(record, "telemetry.crash", type, message))
            .WithRecords(1, record => Report(record, "other", type, message)).Build())]));

        var rows = await worker.Endpoint.QueryAsync("SELECT EventName || '|' || Body AS line FROM otel_logs ORDER BY line DESC", TestContext.Current.CancellationToken);
        Assert.Equal([$"telemetry.crash|{expected}", "other|{\"version\":1}"], rows.Select(row => row.GetProperty("line").GetString()));
    }

    // Clients whose library knows no event names say it in an attribute.
    [Fact]
    public async Task Handle_CrashReportByAttribute_IsALineToo()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Logs, [Frames.Of(new LogsRequestBuilder().WithRecords(1, record =>
        {
            Report(record, "", "ValueError", null);
            record.Attributes.Add("event.name", "telemetry.crash");
        }).Build())]));

        var rows = await worker.Endpoint.QueryAsync("SELECT Body AS line FROM otel_logs", TestContext.Current.CancellationToken);
        Assert.Equal(["ValueError"], rows.Select(row => row.GetProperty("line").GetString()));
    }

    private static void Report(LogRecord record, string eventName, string? type, string? message)
    {
        record.EventName = eventName;
        record.Body = new AnyValue { StringValue = "{\"version\":1}" };
        record.Attributes.Add("long", new string('x', 300));
        if (type is not null)
        {
            record.Attributes.Add("exception.type", type);
        }

        if (message is not null)
        {
            record.Attributes.Add("exception.message", message);
        }
    }
}
