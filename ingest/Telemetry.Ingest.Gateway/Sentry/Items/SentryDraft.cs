using Telemetry.Ingest.Gateway.Drops;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>What an envelope becomes: payloads for the lanes, and what is not stored with the reason. Every item is in one of them.</summary>
internal sealed class SentryDraft(IntakeBudget budget, int maxBytes) : IDisposable
{
    private readonly List<SentryFrame> _frames = [];
    private readonly Dictionary<(Signal Signal, DropReason Reason), DropSum> _drops = [];

    /// <summary>The payloads, one behind the other.</summary>
    public IntakeBuffer Output { get; } = new(budget, maxBytes);

    /// <summary>Writes into <see cref="Output"/>.</summary>
    public ProtobufWriter Writer => new(Output);

    /// <summary>The frames, in order.</summary>
    public IReadOnlyList<SentryFrame> Frames => _frames;

    /// <summary>What is not stored.</summary>
    public IReadOnlyDictionary<(Signal Signal, DropReason Reason), DropSum> Drops => _drops;

    /// <summary>Items in the frames.</summary>
    public int Items => _frames.Sum(frame => frame.Items);

    /// <summary>Makes a frame of what <paramref name="write"/> appends, if it returns items. What does not fit is dropped as too large.</summary>
    /// <exception cref="BufferRoomException">All requests together hold too much memory now.</exception>
    public void Add(Lane lane, Signal signal, int itemsAtMost, Func<int> write)
    {
        int start = Output.Length;
        try
        {
            int items = write();
            if (items > 0)
            {
                _frames.Add(new SentryFrame(lane, signal, items, start..Output.Length));
            }
        }
        catch (BufferRoomException full) when (full.Room == BufferRoom.TooLarge)
        {
            Output.Truncate(start);
            Drop(signal, DropReason.TooLarge, itemsAtMost, 0);
        }
    }

    /// <summary>Counts what is not stored.</summary>
    public void Drop(Signal signal, DropReason reason, long items, long bytes) =>
        _drops[(signal, reason)] = _drops.GetValueOrDefault((signal, reason)) + new DropSum(items, bytes);

    /// <summary>Appends bytes as they are.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Writer.Room(bytes.Length));
        Output.Advance(bytes.Length);
    }

    /// <inheritdoc />
    public void Dispose() => Output.Dispose();
}

/// <summary>A payload for a lane.</summary>
/// <param name="Lane">Where it goes.</param>
/// <param name="Signal">What its items are.</param>
/// <param name="Items">How many.</param>
/// <param name="Place">Where it lies in the draft's output.</param>
internal readonly record struct SentryFrame(Lane Lane, Signal Signal, int Items, Range Place);
