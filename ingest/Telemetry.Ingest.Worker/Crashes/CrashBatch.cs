using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>The crashes of a batch, read and prepared; the same at every attempt.</summary>
internal sealed class CrashBatch
{
    // A document is rarely more than twice what came on the wire, so a block stays far below what a batch may hold.
    private const long BytesPerBlock = 8 * 1024 * 1024;
    private const int CrashesPerBlock = 1000;

    private readonly List<BatchedCrash> _crashes = [];
    private int _block;
    private int _crashesInBlock;
    private long _bytesInBlock;

    private CrashBatch()
    {
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<BatchedCrash> Crashes => _crashes;

    /// <summary>Messages that no attempt can read.</summary>
    public List<PoisonMessage> Poison { get; } = [];

    /// <summary>What became of the items so far: those that are no crashes.</summary>
    public LedgerTally Tally { get; } = new();

    /// <summary>Reads a batch. Never throws: a message on which a reader fails is poison.</summary>
    public static CrashBatch Read(DeliveredBatch batch)
    {
        var result = new CrashBatch();
        List<IntakeFrame> frames = [];
        foreach (QueueMessage message in batch.Messages)
        {
            if ((FrameReader.Read(message, Signal.Crashes, frames) ?? result.TryAdd(frames)) is { } reason)
            {
                result.Poison.Add(new PoisonMessage(message, reason));
            }
        }

        return result;
    }

    /// <summary>Adds a message's frames, all or none; null, or why not.</summary>
    private string? TryAdd(List<IntakeFrame> frames)
    {
        try
        {
            List<(IntakeFrame Frame, CrashesRead Read, List<GroupedCrash> Crashes)> read = [.. frames.Select(Read)];
            read.ForEach(frame => Add(frame.Frame, frame.Read, frame.Crashes));
            return null;
        }
        catch (Exception exception)
        {
            // A fault of ours. The message can be tried again with the next version.
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static (IntakeFrame Frame, CrashesRead Read, List<GroupedCrash> Crashes) Read(IntakeFrame frame)
    {
        DateTimeOffset receivedAt = DateTimeOffset.UnixEpoch.AddTicks(frame.ReceivedAtUnixNanoseconds / TimeSpan.NanosecondsPerTick);
        CrashesRead read = CrashPayload.Read(frame.Payload, frame.Project, receivedAt);
        ushort retentionDays = new TimeWindow(frame).RetentionDays;
        return (frame, read, [.. read.Reports.Select(report => CrashPipeline.Prepare(CrashClock.Fit(report, retentionDays), GroupingRules.None))]);
    }

    private void Add(IntakeFrame frame, CrashesRead read, List<GroupedCrash> crashes)
    {
        long bytes = frame.Payload.Length / Math.Max(1, crashes.Count + read.Drops.Count);
        _crashes.AddRange(crashes.Select(crash => new BatchedCrash(frame, bytes, NextBlock(bytes), crash)));
        foreach (DropReason drop in read.Drops)
        {
            Tally.Add(frame, drop, 1, bytes);
        }

        // Counted at the door as so many items; what the reader found fewer is nothing that a crash could be made of.
        Tally.Add(frame, DropReason.Malformed, Math.Max(0, frame.ItemCount - crashes.Count - read.Drops.Count), 0);
    }

    private int NextBlock(long bytes)
    {
        if (_crashesInBlock == CrashesPerBlock || (_crashesInBlock > 0 && _bytesInBlock + bytes > BytesPerBlock))
        {
            (_block, _crashesInBlock, _bytesInBlock) = (_block + 1, 0, 0);
        }

        (_crashesInBlock, _bytesInBlock) = (_crashesInBlock + 1, _bytesInBlock + bytes);
        return _block;
    }
}
