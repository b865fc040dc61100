using Microsoft.Extensions.Logging;
using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker.Spans;

/// <summary>Stores spans.</summary>
internal sealed class SpanBatchHandler(SpanWriter writer, LedgerBooking ledger, WorkerMetrics metrics, ILogger<SpanBatchHandler> logger)
    : RecordBatchHandler<SpanBlock>(writer, ledger, metrics, logger)
{
    /// <inheritdoc />
    public override Lane Lane => Lane.Spans;

    /// <inheritdoc />
    protected override Signal Signal => Signal.Spans;

    /// <inheritdoc />
    protected override RecordDecoder CreateDecoder(SpanBlock block) => new SpanDecoder(block);
}
