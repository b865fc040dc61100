using System.Text.Json;

namespace Telemetry.Model.Sentry;

/// <summary>Strings of Sentry's JSON, where any value may be of any type. The door has made sure that they are text (CrashEncoding).</summary>
public static class SentryText
{
    /// <summary>The text; null when it is no string.</summary>
    public static string? Read(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The text of a property; null when the object has none of that name, or it is no string.</summary>
    public static string? Property(JsonElement value, string name) => Read(Find(value, name));

    /// <summary>A property; an undefined element when there is none.</summary>
    public static JsonElement Find(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement property) ? property : default;
}
