using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Ledger;

namespace Telemetry.Ingest.Worker.Ledger;

/// <summary>Counts what became of the items of one batch: every item once, by minute of receipt, project, key, signal and reason.</summary>
internal sealed class LedgerTally
{
    private const long NanosecondsPerMinute = 60_000_000_000;
    private const uint SecondsPerMinute = 60;

    private readonly Dictionary<Line, (ulong Items, ulong Bytes)> _sums = [];
    private long? _oldest;

    /// <summary>When the gateway had the oldest frame; null when nothing was counted.</summary>
    public DateTimeOffset? OldestReceivedAt => _oldest is { } nanoseconds ? DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : null;

    /// <summary>Counts items of a frame. None at all is no line.</summary>
    /// <param name="frame">Where they came from.</param>
    /// <param name="reason">Why they were dropped; null when stored.</param>
    /// <param name="items">How many.</param>
    /// <param name="bytes">Their bytes on the wire.</param>
    public void Add(in IntakeFrame frame, DropReason? reason, long items, long bytes)
    {
        if (items == 0 && bytes == 0)
        {
            return;
        }

        _oldest = Math.Min(_oldest ?? long.MaxValue, frame.ReceivedAtUnixNanoseconds);
        uint minute = (uint)(Math.Max(0, frame.ReceivedAtUnixNanoseconds) / NanosecondsPerMinute * SecondsPerMinute);
        Line line = new(minute, frame.Project, frame.Key, frame.Signal, reason);
        (ulong itemsBefore, ulong bytesBefore) = _sums.GetValueOrDefault(line);
        _sums[line] = (itemsBefore + (ulong)items, bytesBefore + (ulong)bytes);
    }

    /// <summary>Appends a row per line.</summary>
    public void AppendTo(LedgerBlock block)
    {
        foreach ((Line line, (ulong items, ulong bytes)) in _sums)
        {
            block.Time.Append(line.Minute);
            block.ProjectId.Append(line.Project.Value);
            block.KeyId.Append(line.Key.Value);
            block.Signal.Append(line.Signal.ToText());
            block.Outcome.Append(Outcome(line.Reason));
            block.Reason.Append(line.Reason?.ToText() ?? "");
            block.Items.Append(items);
            block.Bytes.Append(bytes);
            block.EndRow(0);
        }
    }

    /// <summary>The sums, for metrics.</summary>
    public IEnumerable<(Signal Signal, DropReason? Reason, long Items, long Bytes)> Sums() =>
        _sums.Select(sum => (sum.Key.Signal, sum.Key.Reason, (long)sum.Value.Items, (long)sum.Value.Bytes));

    private static string Outcome(DropReason? reason) => reason switch
    {
        null => "stored",
        _ when reason.Value.IsClientLoss() => "unsent",
        _ => "dropped",
    };

    private readonly record struct Line(uint Minute, ProjectId Project, IngestKeyId Key, Signal Signal, DropReason? Reason);
}
