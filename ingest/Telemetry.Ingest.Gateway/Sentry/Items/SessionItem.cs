using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sentry;
using Telemetry.Model.Sessions;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>A session, or sums of sessions, on its way to their lane: its bytes behind an id of ours, as sums have none of their own.</summary>
internal static class SessionItem
{
    private const int MaxAggregates = 1000;

    /// <summary>Adds it, or counts it as malformed or too large.</summary>
    public static void Add(SentryDraft draft, EnvelopeHeader header, ReadOnlyMemory<byte> payload, string type)
    {
        ReadOnlyMemory<byte> json = JsonBytes.Repair(payload);
        int items = type == "session" ? (JsonBytes.IsObject(json.Span, out _) ? 1 : 0) : CountAggregates(json);
        if (items is 0 or > MaxAggregates)
        {
            draft.Drop(Signal.Sessions, items == 0 ? DropReason.Malformed : DropReason.TooLarge, Math.Max(1, items), payload.Length);
            return;
        }

        draft.Add(Lane.Sessions, Signal.Sessions, items, () => Write(draft, header, json.Span, type, items));
    }

    private static int CountAggregates(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return SentryText.Find(document.RootElement, "aggregates") is { ValueKind: JsonValueKind.Array } aggregates ? aggregates.GetArrayLength() : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static int Write(SentryDraft draft, EnvelopeHeader header, ReadOnlySpan<byte> json, string type, int items)
    {
        bool hasTime = header.SentAt.ValueKind is JsonValueKind.String or JsonValueKind.Number;
        draft.Append([(byte)(type == "session" ? SessionEncoding.SentrySession : SessionEncoding.SentrySessions)]);
        draft.Append(Encoding.UTF8.GetBytes($$"""{"header":{"id":"{{Guid.NewGuid():N}}"{{(hasTime ? $",\"sent_at\":{header.SentAt.GetRawText()}" : "")}}},"{{type}}":"""));
        draft.Append(json);
        draft.Append("}"u8);
        return items;
    }
}
