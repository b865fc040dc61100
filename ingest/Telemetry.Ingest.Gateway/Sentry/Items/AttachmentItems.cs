using System.Buffers.Binary;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Quotas;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Attachments;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Attachments of one envelope on their way to their lane: their bytes as they came, behind what the item's header says. Nobody looks into them.</summary>
internal sealed class AttachmentItems(SentryDraft draft, GatewayOptions options, AttachmentAllowance allowance, ProjectId project)
{
    // Of an item's header; a header is cut off at 8 KiB anyway.
    private const int MaxText = 200;

    private int _count;

    /// <summary>Adds one, or counts it with the reason.</summary>
    /// <param name="eventId">What it belongs to; null when nobody knows, and then nobody would find it.</param>
    /// <param name="header">The item's.</param>
    /// <param name="payload">Its bytes.</param>
    public void Add(string? eventId, EnvelopeItemHeader header, ReadOnlyMemory<byte> payload)
    {
        if (Refuse(eventId, payload.Length) is { } reason)
        {
            draft.Drop(Signal.Attachments, reason, 1, payload.Length);
            return;
        }

        draft.Add(Lane.Attachments, Signal.Attachments, 1, () => Write(eventId ?? "", header, payload.Span));
    }

    private DropReason? Refuse(string? eventId, int bytes) =>
        eventId is null ? DropReason.InvalidId
        : bytes > options.MaxAttachmentBytes ? DropReason.TooLarge
        : ++_count > options.MaxAttachmentsPerEvent || !allowance.TryTake(project, bytes) ? DropReason.OverQuota
        : null;

    private int Write(string eventId, EnvelopeItemHeader header, ReadOnlySpan<byte> content)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["event_id"] = eventId,
            ["name"] = Fit(header.FileName),
            ["content_type"] = Fit(header.ContentType),
            ["kind"] = Fit(header.AttachmentType),
        });
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        draft.Append([(byte)AttachmentEncoding.Named]);
        draft.Append(length);
        draft.Append(json);
        draft.Append(content);
        return 1;
    }

    private static string Fit(string? text) => text is null ? "" : text.Length <= MaxText ? text : text[..MaxText];
}
