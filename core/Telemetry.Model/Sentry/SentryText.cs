using System.Text.Json;

namespace Telemetry.Model.Sentry;

/// <summary>Strings of Sentry's JSON, where any value may be of any type.</summary>
public static class SentryText
{
    /// <summary>The text; null when it is no string. Half a surrogate pair, which Python writes for file names that are no UTF-8, becomes U+FFFD.</summary>
    public static string? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // The framework refuses half pairs, although JSON has them.
            return JsonEscapes.Repair(value.GetRawText().AsSpan(1..^1));
        }
    }

    /// <summary>The text of a property; null when the object has none of that name, or it is no string.</summary>
    public static string? Property(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement property) ? Read(property) : null;

    /// <summary>A property; an undefined element when there is none.</summary>
    public static JsonElement Find(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement property) ? property : default;
}
