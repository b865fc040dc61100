using System.Text.Json;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>The fields of a protobuf message, as its JSON names them.</summary>
internal sealed class JsonMessage(params JsonField[] fields)
{
    /// <summary>The field at whose name the reader stands; null for one we do not know.</summary>
    /// <param name="reader">At a property name.</param>
    /// <param name="expected">
    /// Where to look first; moved behind what was found. Writers keep to one order, so nearly every name is found at the first look,
    /// which makes a hash table not worth its hash.
    /// </param>
    public JsonField? Find(in Utf8JsonReader reader, ref int expected)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            int index = (expected + i) % fields.Length;
            if (fields[index].IsNamedBy(in reader))
            {
                expected = index + 1;
                return fields[index];
            }
        }

        return null;
    }
}
