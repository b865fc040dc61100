using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Batches;

/// <summary>Decodes one frame after the other, and knows what became of each item. May pause within a frame, when a block is full.</summary>
internal sealed class FrameRun
{
    private readonly RequestCursor _cursor = new();
    private readonly RequestBudget _budget = new();
    private readonly Dictionary<DropReason, (int Items, long Bytes)> _dropped = [];
    private IntakeFrame _frame;
    private int _stored;

    /// <summary>Goes over to a frame.</summary>
    public void Begin(in IntakeFrame frame)
    {
        _frame = frame;
        _stored = 0;
        _dropped.Clear();
        _budget.Begin(frame);
        _cursor.Start(frame.Payload.Span);
    }

    /// <summary>Appends records until the frame ends or the block is full.</summary>
    /// <returns>False when the frame goes on in another block.</returns>
    public bool AppendTo(NativeBlock block, RecordDecoder decoder)
    {
        ReadOnlySpan<byte> payload = _frame.Payload.Span;
        decoder.Begin(_frame, _budget);
        while (!block.IsFull)
        {
            if (!_cursor.MoveNext(payload))
            {
                return true;
            }

            if (decoder.Append(payload, _cursor) is { } reason)
            {
                (_, int length) = _cursor.Record.GetOffsetAndLength(payload.Length);
                Drop(reason, 1, length);
            }
            else
            {
                _stored++;
            }
        }

        return false;
    }

    /// <summary>Books the frame. Items the gateway counted and nobody found any more are in a broken part of it.</summary>
    public void Book(LedgerTally tally)
    {
        int missing = _frame.ItemCount - _stored - _dropped.Values.Sum(static drop => drop.Items);
        if (missing > 0)
        {
            Drop(DropReason.Malformed, missing, 0);
        }

        if (_stored > 0)
        {
            tally.Add(_frame, null, _stored, _frame.Payload.Length - _dropped.Values.Sum(static drop => drop.Bytes));
        }

        foreach ((DropReason reason, (int items, long bytes)) in _dropped)
        {
            tally.Add(_frame, reason, items, bytes);
        }
    }

    private void Drop(DropReason reason, int items, long bytes)
    {
        (int itemsBefore, long bytesBefore) = _dropped.GetValueOrDefault(reason);
        _dropped[reason] = (itemsBefore + items, bytesBefore + bytes);
    }
}
