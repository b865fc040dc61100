using System.Text.Json;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;
using Telemetry.Model;
using Telemetry.Model.Sentry;
using Telemetry.Model.Times;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>
/// Turns the items of an envelope into payloads for the lanes: crashes, sessions and attachments as they came, with what the envelope says about them; transactions, spans and logs
/// as OTLP, so that nothing behind the door knows of Sentry (docs/adr/0110).
/// </summary>
internal sealed class SentryTranslator
{
    private const int MaxDepth = 64;

    private readonly SentryDraft _draft;
    private readonly EnvelopeHeader _header;
    private readonly AttachmentItems _attachments;
    private readonly ClockDrift _drift;
    private string? _eventId;

    /// <summary>For one envelope.</summary>
    /// <param name="draft">Gets what the items become.</param>
    /// <param name="header">The envelope's.</param>
    /// <param name="attachments">Takes its attachments.</param>
    /// <param name="receivedAt">Our clock.</param>
    public SentryTranslator(SentryDraft draft, EnvelopeHeader header, AttachmentItems attachments, UnixNanoseconds receivedAt)
    {
        _draft = draft;
        _header = header;
        _attachments = attachments;
        _drift = ClockDrift.Between(SentryTime.Read(header.SentAt), receivedAt);
        EventId = _eventId = header.EventId;
    }

    /// <summary>The id to answer with: the envelope's, else that of its first event; null when there is none.</summary>
    public string? EventId { get; private set; }

    /// <summary>Takes an item.</summary>
    public void Add(in EnvelopeItem item)
    {
        ReadOnlyMemory<byte> payload = item.Payload;
        int count = item.Header.ItemCount;
        if (item.Fault is { } fault)
        {
            _draft.Drop(ItemSignals.OfType(item.Header.Type), fault, count, payload.Length);
            return;
        }

        switch (item.Header.Type)
        {
            case "event":
                AddEvent(payload);
                break;
            case "feedback" or "user_report":
                AddFeedback(payload, item.Header.Type);
                break;
            case "transaction":
                Translate(payload, Signal.Spans, count, json => new TransactionItem(_draft, _drift).Write(json));
                break;
            case "span":
                Translate(payload, Signal.Spans, count, json => new SpanItem(_draft, _drift).Write(json));
                break;
            case "log":
                Translate(payload, Signal.Logs, count, json => new LogItem(_draft, _drift).Write(json));
                break;
            case "session" or "sessions":
                SessionItem.Add(_draft, _header, payload, item.Header.Type);
                break;
            case "attachment":
                _attachments.Add(_header.EventId ?? EventId, item.Header, payload);
                break;
            case "client_report":
                Translate(payload, Signal.Others, 1, json => ClientReport.Book(_draft, json));
                break;
            default:
                _draft.Drop(ItemSignals.OfType(item.Header.Type), DropReason.NotSupported, count, payload.Length);
                break;
        }
    }

    /// <summary>Takes an event, of an envelope or alone.</summary>
    public void AddEvent(ReadOnlyMemory<byte> payload)
    {
        string? id = CrashItem.Add(_draft, _header, _eventId, payload, "event");
        // The envelope's id is that of its first event; there should be no other.
        _eventId = id is null ? _eventId : null;
        EventId ??= id;
    }

    private void AddFeedback(ReadOnlyMemory<byte> payload, string type)
    {
        string? id = CrashItem.Add(_draft, _header, _header.EventId, payload, type);
        EventId ??= id;
    }

    private void Translate(ReadOnlyMemory<byte> payload, Signal signal, int count, Func<JsonElement, bool> translate)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(JsonBytes.Repair(payload), new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (!translate(document.RootElement))
            {
                _draft.Drop(signal, DropReason.Malformed, count, payload.Length);
            }
        }
        catch (JsonException)
        {
            _draft.Drop(signal, DropReason.Malformed, count, payload.Length);
        }
    }
}
