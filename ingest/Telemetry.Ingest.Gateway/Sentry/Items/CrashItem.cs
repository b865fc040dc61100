using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>An event or feedback on its way to the crash lane: its bytes behind what the envelope says about them. Only that it is a JSON object is looked at.</summary>
internal static class CrashItem
{
    /// <summary>Adds it, or counts it as malformed. Returns its id; null when it was malformed.</summary>
    /// <param name="draft">Gets it.</param>
    /// <param name="header">The envelope's.</param>
    /// <param name="eventId">The envelope's, which wins over its own.</param>
    /// <param name="payload">As it came.</param>
    /// <param name="type">The item's type.</param>
    public static string? Add(SentryDraft draft, EnvelopeHeader header, string? eventId, ReadOnlyMemory<byte> payload, string type)
    {
        ReadOnlyMemory<byte> json = JsonBytes.Repair(payload);
        if (!JsonBytes.IsObject(json.Span, out string? ownId))
        {
            draft.Drop(Signal.Crashes, DropReason.Malformed, 1, payload.Length);
            return null;
        }

        string id = eventId ?? ownId ?? EventIds.Create();
        draft.Add(Lane.Crashes, Signal.Crashes, 1, () => Write(draft, header, id, json.Span, type));
        return id;
    }

    private static int Write(SentryDraft draft, EnvelopeHeader header, string id, ReadOnlySpan<byte> json, string type)
    {
        bool isEvent = type == "event";
        draft.Append([(byte)(isEvent ? CrashEncoding.SentryEvent : CrashEncoding.SentryFeedback)]);
        draft.Append(Encoding.UTF8.GetBytes($$"""{"header":{"event_id":"{{id}}"{{(isEvent ? "" : $",\"item_type\":\"{type}\"")}}"""));
        Append(draft, "sent_at", header.SentAt);
        Append(draft, "sdk", header.Sdk);
        draft.Append(isEvent ? "},\"event\":"u8 : "},\"feedback\":"u8);
        draft.Append(json);
        draft.Append("}"u8);
        return 1;
    }

    private static void Append(SentryDraft draft, string name, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            draft.Append(Encoding.UTF8.GetBytes($",\"{name}\":{value.GetRawText()}"));
        }
    }
}
