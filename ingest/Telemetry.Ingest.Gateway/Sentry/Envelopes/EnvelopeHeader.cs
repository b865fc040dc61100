using System.Text.Json;
using Telemetry.Ingest.Gateway.Sentry.Items;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Envelopes;

/// <summary>The first line of an envelope. Every part may be missing: Python sends <c>{}</c> in front of sessions.</summary>
internal sealed record EnvelopeHeader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Of the event or transaction in it: 32 lower-case hex digits.</summary>
    public string? EventId { get; init; }

    /// <summary>When the client sent it, by its own clock; as JSON.</summary>
    public JsonElement SentAt { get; init; }

    /// <summary>The client's address of the project.</summary>
    public string? Dsn { get; init; }

    /// <summary>The SDK; as JSON.</summary>
    public JsonElement Sdk { get; init; }

    /// <summary>Reads it. Null when it is no JSON object, or names two times of sending: then nothing in the envelope can be trusted.</summary>
    public static EnvelopeHeader? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(JsonBytes.Repair(line), Options);
            JsonElement root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count(property => property.NameEquals("sent_at"u8)) > 1 ? null : From(root);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EnvelopeHeader From(JsonElement root) => new()
    {
        EventId = EventIds.Normalise(SentryText.Property(root, "event_id")),
        SentAt = Keep(SentryText.Find(root, "sent_at")),
        Dsn = SentryText.Property(root, "dsn"),
        Sdk = Keep(SentryText.Find(root, "sdk")),
    };

    private static JsonElement Keep(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? element : element.Clone();
}
