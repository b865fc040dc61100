using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Telemetry.Ingest.Worker.Attachments;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Attachments;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Attachments;

public sealed class AttachmentBatchHandlerTests(EngineFixture engine)
{
    private const string Event = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task Handle_AnyBytes_AreStoredAsTheyAre_OnceHoweverOftenTheyCome()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        byte[] content = [.. Enumerable.Range(0, 100_000).Select(number => (byte)(number * 7))];
        IntakeFrame frame = Frame("../../etc/pass\\a\u0000b.dmp", content);
        TestBatch batch = TestBatch.Of(Lane.Attachments, [frame]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch.RepeatWithout());
        await worker.HandleAsync(TestBatch.Of(Lane.Attachments, [frame]));

        var rows = await worker.Endpoint.QueryAsync(
            "SELECT concatWithSeparator(' ', EventId, hex(Name), ContentType, Kind, toString(Size), lower(hex(SHA256(Content)))) AS line FROM attachments FINAL", TestContext.Current.CancellationToken);
        Assert.Equal(
            [$"{Event} {Convert.ToHexString("a␀b.dmp"u8)} text/html event.minidump 100000 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))}"],
            rows.Select(row => row.GetProperty("line").GetString()));
        Assert.Equal(["7 70 attachments stored - 2"], await worker.LedgerAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("01FFFFFF7F7B7D")]
    [InlineData("01FFFFFFFF7B7D")]
    [InlineData("01020000007B7D01")]
    [InlineData("0200000000")]
    public async Task Handle_PayloadThatIsNone_IsMalformedAndItsNeighbourIsKept(string payload)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Attachments, [Frames.Of(Signal.Attachments, Convert.FromHexString(payload)), Frame("a", [1])]));

        Assert.Equal(["7 70 attachments dropped malformed 1", "7 70 attachments stored - 1"], await worker.LedgerAsync());
    }

    [Fact]
    public void Read_MutatedBytes_IsAnAttachmentOrNone()
    {
        byte[] payload = Frame("a.txt", [1, 2, 3]).Payload.ToArray();
        Gen.Select(Gen.Int[0, payload.Length - 1], Gen.Byte).Array[1, 6].Sample(
            edits =>
            {
                byte[] changed = [.. payload];
                foreach ((int at, byte value) in edits)
                {
                    changed[at] = value;
                }

                return AttachmentRow.Read(changed) is not { } row || row.Name.Length <= 200;
            },
            iter: 50_000,
            threads: 1);
    }

    private static IntakeFrame Frame(string name, byte[] content)
    {
        byte[] header = Encoding.UTF8.GetBytes($$"""{"event_id":"{{Event}}","name":{{System.Text.Json.JsonSerializer.Serialize(name)}},"content_type":"text/html","kind":"event.minidump"}""");
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        return Frames.Of(Signal.Attachments, [(byte)AttachmentEncoding.Named, .. length, .. header, .. content]);
    }
}
