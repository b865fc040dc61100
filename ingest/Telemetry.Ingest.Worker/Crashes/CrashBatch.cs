using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Crashes.Feedback;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>The crashes of a batch: first read, then grouped. What is read is the same at every attempt.</summary>
internal sealed class CrashBatch
{
    // A document is rarely more than twice what came on the wire, so a block stays far below what a batch may hold.
    private const long BytesPerBlock = 8 * 1024 * 1024;
    private const int CrashesPerBlock = 1000;

    private readonly List<ReadMessage> _read = [];
    private readonly List<BatchedCrash> _crashes = [];
    private int _block;
    private int _crashesInBlock;
    private long _bytesInBlock;

    private CrashBatch()
    {
    }

    /// <summary>All crashes that could be read.</summary>
    public IReadOnlyList<(ProjectId Project, CrashReport Report)> Reports =>
        [.. _read.SelectMany(message => message.Frames).SelectMany(frame => frame.Reports.Select(report => (frame.Frame.Project, report)))];

    /// <summary>In the order in which they came; empty before they are grouped.</summary>
    public IReadOnlyList<BatchedCrash> Crashes => _crashes;

    /// <summary>What people wrote, in the order in which it came; empty before the crashes are grouped.</summary>
    public List<(IntakeFrame Frame, FeedbackRow Row)> Feedback { get; } = [];

    /// <summary>Messages that no attempt can read.</summary>
    public List<PoisonMessage> Poison { get; } = [];

    /// <summary>What became of the items so far: those that are no crashes.</summary>
    public LedgerTally Tally { get; } = new();

    /// <summary>Reads a batch. Never throws: a message on which a reader fails is poison.</summary>
    public static CrashBatch Read(DeliveredBatch batch)
    {
        var result = new CrashBatch();
        foreach (QueueMessage message in batch.Messages)
        {
            result.Try(message, () => result.TryRead(message));
        }

        return result;
    }

    /// <summary>Groups what was read, once. Never throws either.</summary>
    public void Group(Func<ProjectId, CrashReport, GroupingRules> rulesOf)
    {
        foreach (ReadMessage message in _read)
        {
            Try(message.Message, () =>
            {
                List<(ReadFrame Frame, GroupedCrash[] Crashes)> grouped =
                    [.. message.Frames.Select(frame => (frame, frame.Reports.Select(report => CrashGrouper.Group(report, rulesOf(frame.Frame.Project, report))).ToArray()))];
                grouped.ForEach(frame => Add(frame.Frame, frame.Crashes));
                return null;
            });
        }
    }

    private string? TryRead(QueueMessage message)
    {
        List<IntakeFrame> frames = [];
        string? reason = FrameReader.Read(message, Signal.Crashes, frames);
        if (reason is null)
        {
            _read.Add(new ReadMessage(message, [.. frames.Select(ReadFrame.Read)]));
        }

        return reason;
    }

    /// <summary>Works on a message: all of it, or none and it is poison.</summary>
    private void Try(QueueMessage message, Func<string?> work)
    {
        string? reason;
        try
        {
            reason = work();
        }
        catch (Exception exception)
        {
            // A fault of ours. The message can be tried again with the next version.
            reason = $"{exception.GetType().Name}: {exception.Message}";
        }

        if (reason is not null)
        {
            Poison.Add(new PoisonMessage(message, reason));
        }
    }

    private void Add(ReadFrame read, GroupedCrash[] crashes)
    {
        IntakeFrame frame = read.Frame;
        int known = crashes.Length + read.Drops.Count + read.Feedback.Count;
        long bytes = frame.Payload.Length / Math.Max(1, known);
        _crashes.AddRange(crashes.Select(crash => new BatchedCrash(frame, bytes, NextBlock(bytes), crash)));
        Feedback.AddRange(read.Feedback.Select(feedback => (frame, feedback)));
        Tally.Add(frame, null, read.Feedback.Count, bytes * read.Feedback.Count);
        foreach (DropReason drop in read.Drops)
        {
            Tally.Add(frame, drop, 1, bytes);
        }

        // Counted at the door as so many items; what the reader found fewer is nothing that a crash could be made of.
        Tally.Add(frame, DropReason.Malformed, Math.Max(0, frame.ItemCount - known), 0);
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
