using Microsoft.Extensions.Logging;
using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Logs;

namespace Telemetry.Ingest.Worker.Logs;

/// <summary>Stores log records.</summary>
internal sealed class LogBatchHandler(LogWriter writer, LedgerBooking ledger, WorkerMetrics metrics, ILogger<LogBatchHandler> logger)
    : RecordBatchHandler<LogBlock>(writer, ledger, metrics, logger)
{
    /// <inheritdoc />
    public override Lane Lane => Lane.Logs;

    /// <inheritdoc />
    protected override Signal Signal => Signal.Logs;

    /// <inheritdoc />
    protected override RecordDecoder CreateDecoder(LogBlock block) => new LogDecoder(block);
}
