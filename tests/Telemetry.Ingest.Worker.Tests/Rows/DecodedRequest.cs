using Telemetry.Ingest.Worker.Logs;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Ingest.Worker.Spans;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Native;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker.Tests.Rows;

/// <summary>What our decoders make of one request: the rows as they would be sent, and what was dropped.</summary>
/// <param name="Rows">As <see cref="NativeRows"/> shows them.</param>
/// <param name="Records">The bytes each row was made of.</param>
/// <param name="Drops">One entry per record that is no row.</param>
internal sealed record DecodedRequest(IReadOnlyList<string> Rows, IReadOnlyList<byte[]> Records, IReadOnlyList<DropReason> Drops)
{
    public static DecodedRequest Decode(in IntakeFrame frame) => frame.Signal == Signal.Logs
        ? Decode(frame, new LogBlock(), block => new LogDecoder(block))
        : Decode(frame, new SpanBlock(), block => new SpanDecoder(block));

    private static DecodedRequest Decode<TBlock>(in IntakeFrame frame, TBlock block, Func<TBlock, RecordDecoder> create)
        where TBlock : NativeBlock
    {
        ReadOnlySpan<byte> payload = frame.Payload.Span;
        RequestCursor cursor = new();
        RequestBudget budget = new();
        RecordDecoder decoder = create(block);
        List<DropReason> drops = [];
        List<byte[]> records = [];
        budget.Begin(frame);
        decoder.Begin(frame, budget);
        cursor.Start(payload);
        while (cursor.MoveNext(payload))
        {
            if (decoder.Append(payload, cursor) is { } reason)
            {
                drops.Add(reason);
            }
            else
            {
                records.Add(payload[cursor.Record].ToArray());
            }
        }

        NativeOutput output = new();
        NativeBlockWriter.Write(block, output);
        return new DecodedRequest(NativeRows.Parse([.. output.Pieces.SelectMany(piece => piece.ToArray())]), records, drops);
    }
}
