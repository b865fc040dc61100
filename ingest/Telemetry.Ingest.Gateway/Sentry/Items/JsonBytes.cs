using System.Text.Json;
using System.Text.Unicode;
using Telemetry.Ingest.Gateway.Otlp.Json;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Looks at JSON that is passed on as bytes.</summary>
internal static class JsonBytes
{
    // More than any SDK writes; the crash's reader must be able to follow (CrashEncoding).
    private const int MaxDepth = 256;

    /// <summary>The same as UTF-8 whose strings are text; copied only when it was not.</summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> json)
    {
        if (Utf8.IsValid(json.Span) && !SurrogateEscapes.MayHave(json.Span))
        {
            return json;
        }

        byte[] repaired = JsonText.Repair(json.Span).ToArray();
        SurrogateEscapes.Replace(repaired);
        return repaired;
    }

    /// <summary>Whether it is one JSON object; reads the <c>event_id</c> on the way.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="eventId">32 lower-case hex digits; null when there is none.</param>
    public static bool IsObject(ReadOnlySpan<byte> json, out string? eventId)
    {
        eventId = null;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            bool isId = false;
            while (reader.Read())
            {
                eventId = isId && reader.TokenType == JsonTokenType.String ? EventIds.Normalise(reader.GetString()) ?? eventId : eventId;
                isId = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("event_id"u8);
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
