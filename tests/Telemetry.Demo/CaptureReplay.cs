using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Telemetry.Testing.Otlp;

namespace Telemetry.Demo;

/// <summary>Sends the recorded requests of real clients again, the way each came, with all times moved so that the newest is now.</summary>
internal sealed class CaptureReplay(DemoSender sender, TimeProvider time)
{
    public async Task SendAllAsync(CancellationToken cancellationToken)
    {
        foreach (OtlpCapture capture in OtlpCaptures.Of(Signal.Logs))
        {
            ExportLogsServiceRequest request = capture.ParseLogs();
            MoveToNow([.. request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords)]);
            await (capture.IsGrpc ? sender.SendAsync(request, cancellationToken) : sender.PostAsync("/v1/logs", request, cancellationToken));
        }

        foreach (OtlpCapture capture in OtlpCaptures.Of(Signal.Spans))
        {
            ExportTraceServiceRequest request = capture.ParseSpans();
            MoveToNow([.. request.ResourceSpans.SelectMany(resource => resource.ScopeSpans).SelectMany(scope => scope.Spans)]);
            await (capture.IsGrpc ? sender.SendAsync(request, cancellationToken) : sender.PostAsync("/v1/traces", request, cancellationToken));
        }
    }

    private void MoveToNow(IReadOnlyList<LogRecord> records)
    {
        ulong shift = ShiftFrom(records.Max(record => Math.Max(record.TimeUnixNano, record.ObservedTimeUnixNano)));
        foreach (LogRecord record in records)
        {
            record.TimeUnixNano += record.TimeUnixNano == 0 ? 0 : shift;
            record.ObservedTimeUnixNano += record.ObservedTimeUnixNano == 0 ? 0 : shift;
        }
    }

    private void MoveToNow(IReadOnlyList<Span> spans)
    {
        ulong shift = ShiftFrom(spans.Max(span => span.EndTimeUnixNano));
        foreach (Span span in spans)
        {
            span.StartTimeUnixNano += shift;
            span.EndTimeUnixNano += shift;
            foreach (Span.Types.Event happened in span.Events)
            {
                happened.TimeUnixNano += shift;
            }
        }
    }

    // Unsigned arithmetic wraps, so a capture from the future moves back just as well.
    private ulong ShiftFrom(ulong newest) => unchecked(time.GetUtcNow().UnixNanoseconds() - newest);
}
