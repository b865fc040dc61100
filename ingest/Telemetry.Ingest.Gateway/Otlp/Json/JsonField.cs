using System.Text;
using System.Text.Json;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>A field of a message, by the name it has in the .proto file.</summary>
/// <param name="name">Snake case. The lowerCamelCase name is made from it; both are understood, as protobuf's JSON wants it.</param>
/// <param name="number">The field number.</param>
/// <param name="kind">How its value is written.</param>
internal sealed class JsonField(string name, int number, JsonKind kind)
{
    private readonly byte[] _protoName = Encoding.UTF8.GetBytes(name);
    private readonly byte[] _jsonName = Encoding.UTF8.GetBytes(CamelCase(name));

    /// <summary>The name, for messages to the client.</summary>
    public string Name { get; } = CamelCase(name);

    /// <summary>The field number.</summary>
    public int Number { get; } = number;

    /// <summary>How its value is written.</summary>
    public JsonKind Kind { get; } = kind;

    /// <summary>What the objects of a message field are; null for others. Not known before all messages are, as they contain each other.</summary>
    public Func<JsonMessage>? Message { get; init; }

    /// <summary>An enum's names, each at its number.</summary>
    public IReadOnlyList<string> EnumNames { get; init; } = [];

    /// <summary>Whether null may stand for an empty object in its array. Else it is refused, as protobuf's JSON wants it.</summary>
    public bool AllowsNullItems { get; init; }

    /// <summary>Whether the reader stands at this field's name.</summary>
    public bool IsNamedBy(in Utf8JsonReader reader) => reader.ValueTextEquals(_jsonName) || reader.ValueTextEquals(_protoName);

    private static string CamelCase(string snakeCase)
    {
        string[] words = snakeCase.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
