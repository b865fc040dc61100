using System.Text;
using System.Text.Json;
using Telemetry.Model.Sentry;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>Texts of sessions: read from JSON, cut, and written.</summary>
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

    /// <summary>Appends a text.</summary>
    public static void Append(StringColumn column, string text) => column.Append(Encoding.UTF8.GetBytes(text));

    /// <summary>Appends a text.</summary>
    public static void Append(LowCardinalityColumn column, string text) => column.Append(column.Dictionary.FindOrAdd(Encoding.UTF8.GetBytes(text)));
}
