using System.Text.Json;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>Writes the items of a container below the resource that each of them comes from. Neighbours nearly always come from the same.</summary>
internal static class SourceGroups
{
    /// <summary>The items of <c>{"items":[…]}</c>, or the one that stands alone; null when it is neither.</summary>
    public static JsonElement[]? ItemsOf(JsonElement json) => SentryText.Find(json, "items") switch
    {
        { ValueKind: JsonValueKind.Array } items => [.. items.EnumerateArray()],
        { ValueKind: JsonValueKind.Undefined } when json.ValueKind == JsonValueKind.Object => [json],
        _ => null,
    };

    /// <summary>Writes all of them; returns how many.</summary>
    public static int Write(ProtobufWriter writer, IReadOnlyList<JsonElement> items, Action<JsonElement> write)
    {
        for (int i = 0; i < items.Count;)
        {
            SentrySource source = SourceOf(items[i]);
            int resource = writer.Begin(1);
            source.WriteResource(writer);
            int scope = writer.Begin(2);
            source.WriteScope(writer);
            while (i < items.Count && SourceOf(items[i]) == source)
            {
                write(items[i++]);
            }

            writer.End(scope);
            writer.End(resource);
        }

        return items.Count;
    }

    private static SentrySource SourceOf(JsonElement item) => SentrySource.OfAttributes(SentryText.Find(item, "attributes"));
}
