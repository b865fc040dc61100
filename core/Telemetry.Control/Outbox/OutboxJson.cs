using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telemetry.Control.Outbox;

/// <summary>How messages and details are written: names in camel case, nothing for null.</summary>
internal static class OutboxJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="InvalidOperationException">The database holds something else.</exception>
    public static T Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidOperationException("The control database holds null where a document belongs.");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"The control database holds a {typeof(T).Name} that cannot be read: {exception.Message}", exception);
        }
    }
}
