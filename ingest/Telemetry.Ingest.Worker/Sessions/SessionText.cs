using System.Text.Json;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>Texts of sessions: read from JSON, and cut.</summary>
internal static class SessionText
{
    // In characters: a name of IngestLimits.MaxNameBytes may be of characters of four bytes.
    private const int MaxCharacters = IngestLimits.MaxNameBytes / 4;

    /// <summary>A property's text, cut; empty when there is none. A number counts as its digits: SDKs write user ids as either.</summary>
    public static string Read(JsonElement value, string name)
    {
        JsonElement property = SentryText.Find(value, name);
        string text = (property.ValueKind == JsonValueKind.Number ? property.GetRawText() : SentryText.Read(property)) ?? "";
        return text.Length <= MaxCharacters ? text : text[..MaxCharacters];
    }
}
