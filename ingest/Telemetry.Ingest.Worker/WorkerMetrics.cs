using System.Diagnostics.Metrics;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker;

/// <summary>What the worker counts about itself.</summary>
internal sealed class WorkerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Telemetry.Ingest.Worker";

    private readonly Counter<long> _items;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _drops;
    private readonly Histogram<double> _decodeSeconds;
    private readonly Histogram<double> _insertSeconds;
    private readonly Histogram<double> _lagSeconds;
    private readonly TimeProvider _time;

    /// <summary>Makes the instruments.</summary>
    public WorkerMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        Meter meter = meters.Create(MeterName);
        _items = meter.CreateCounter<long>("telemetry.worker.items", "{item}", "Items stored.");
        _bytes = meter.CreateCounter<long>("telemetry.worker.bytes", "By", "Bytes of OTLP whose items were stored.");
        _drops = meter.CreateCounter<long>("telemetry.worker.drops", "{item}", "Items not stored, by reason; those the gateway dropped included.");
        _decodeSeconds = meter.CreateHistogram<double>("telemetry.worker.decode.duration", "s", "From the first message of a batch to the last being decoded.");
        _insertSeconds = meter.CreateHistogram<double>("telemetry.worker.insert.duration", "s", "From the end of decoding until ClickHouse had all rows of a batch.");
        _lagSeconds = meter.CreateHistogram<double>("telemetry.worker.lag", "s", "Age of a batch's oldest item when it was stored, since the gateway had it.");
    }

    /// <summary>Counts an attempt that stored its rows.</summary>
    public void CountStages(Signal signal, TimeSpan decoding, TimeSpan inserting)
    {
        _decodeSeconds.Record(decoding.TotalSeconds, Tag(signal));
        _insertSeconds.Record(inserting.TotalSeconds, Tag(signal));
    }

    /// <summary>Counts a batch that is booked.</summary>
    public void CountItems(LedgerTally tally)
    {
        foreach ((Signal signal, DropReason? reason, long items, long bytes) in tally.Sums())
        {
            if (reason is { } dropped)
            {
                _drops.Add(items, Tag(signal), new("reason", dropped.ToText()));
            }
            else
            {
                _items.Add(items, Tag(signal));
                _bytes.Add(bytes, Tag(signal));
            }
        }

        if (tally.OldestReceivedAt is { } oldest)
        {
            _lagSeconds.Record((_time.GetUtcNow() - oldest).TotalSeconds);
        }
    }

    private static KeyValuePair<string, object?> Tag(Signal signal) => new("signal", signal.ToText());
}
