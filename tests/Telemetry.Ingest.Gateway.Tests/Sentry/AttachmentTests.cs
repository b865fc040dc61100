using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Ingest.Gateway.Quotas;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Attachments;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

/// <summary>Attachments have a lane of their own, and limits.</summary>
public sealed class AttachmentTests
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task Attachment_OfAnEvent_IsInItsLaneByteForByte()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        byte[] content = [0, 10, 255, 13, 10, 0];

        using HttpResponseMessage response = await host.PostEnvelopeAsync(Envelope($"{{\"event_id\":\"{Id}\"}}", ("\"filename\":\"../a/b.dmp\",\"content_type\":\"text/html\",\"attachment_type\":\"event.minidump\"", content)));

        Assert.Equal(Id, await response.AcceptedIdAsync());
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Attachments));
        (JsonElement header, byte[] bytes) = Read(frame);
        Assert.Equal((Signal.Attachments, 1), (frame.Signal, frame.ItemCount));
        Assert.Equal($$"""{"event_id":"{{Id}}","name":"../a/b.dmp","content_type":"text/html","kind":"event.minidump"}""", header.GetRawText());
        Assert.Equal(content, bytes);
    }

    [Theory]
    [InlineData("\"filename\":\"\\udcff\"")]
    [InlineData("\"filename\":7,\"content_type\":{\"a\":[1]},\"attachment_type\":null")]
    [InlineData("\"filename\":\"a\\u0000b\"")]
    public async Task Attachment_HeaderOfWrongTypes_IsKept(string header)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync(Envelope($"{{\"event_id\":\"{Id}\"}}", (header, [1])));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([1], Read(Assert.Single(await host.ReceiveAsync(Lane.Attachments))).Content);
    }

    [Fact]
    public async Task Attachments_BeyondEachLimit_AreCountedAndTheCrashIsKept()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:MaxAttachmentBytes", "1000"), ("Gateway:MaxAttachmentsPerEvent", "4"), ("Gateway:MaxAttachmentBytesPerDay", "2500"));
        (string, byte[])[] attachments = [("\"a\":1", new byte[1001]), .. Enumerable.Repeat(("\"a\":1", new byte[1000]), 3), .. Enumerable.Repeat(("\"a\":1", new byte[1]), 3)];

        using HttpResponseMessage response = await host.PostEnvelopeAsync([.. Envelope($"{{\"event_id\":\"{Id}\"}}", attachments), .. "{\"type\":\"event\"}\n{}\n"u8]);

        // Too large one; of the others two fill the day, the third does not fit, the fourth does; two are more than an event may have.
        Assert.Equal(Id, await response.AcceptedIdAsync());
        Assert.Single(await host.ReceiveAsync(Lane.Crashes));
        Assert.Equal([1000, 1000, 1], (await host.ReceiveAsync(Lane.Attachments)).Select(frame => Read(frame).Content.Length));
        Assert.Equal(["attachments over_quota 3", "attachments too_large 1"], await host.DropsAsync(4));
    }

    [Fact]
    public async Task Attachment_OfNoEvent_IsCounted()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostEnvelopeAsync(Envelope("{}", ("\"a\":1", [1])));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["attachments invalid_id 1"], await host.DropsAsync(1));
    }

    [Fact]
    public void TryTake_NextDay_BeginsAnew()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 23, 59, 0, TimeSpan.Zero));
        var allowance = new AttachmentAllowance(new GatewayOptions { MaxAttachmentBytesPerDay = 10 }, time);

        Assert.True(allowance.TryTake(new ProjectId(1), 10));
        Assert.False(allowance.TryTake(new ProjectId(1), 1));
        Assert.True(allowance.TryTake(new ProjectId(2), 10));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(allowance.TryTake(new ProjectId(1), 10));
    }

    private static byte[] Envelope(string header, params (string Header, byte[] Content)[] attachments) =>
    [
        .. Encoding.UTF8.GetBytes(header + "\n"),
        .. attachments.SelectMany(one => (byte[])[.. Encoding.UTF8.GetBytes($"{{\"type\":\"attachment\",\"length\":{one.Content.Length},{one.Header}}}\n"), .. one.Content, (byte)'\n']),
    ];

    private static (JsonElement Header, byte[] Content) Read(IntakeFrame frame)
    {
        ReadOnlySpan<byte> payload = frame.Payload.Span;
        Assert.Equal((byte)AttachmentEncoding.Named, payload[0]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(payload[1..]);
        return (JsonSerializer.Deserialize<JsonElement>(payload.Slice(5, length)), payload[(5 + length)..].ToArray());
    }
}
