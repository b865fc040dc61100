using System.Text.Json;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>Sentry's lists, in their three shapes: a list, <c>{"values": [...]}</c>, or one object alone.</summary>
internal static class SentryLists
{
    /// <summary>The elements; none when the field is absent.</summary>
    public static IReadOnlyList<JsonPart> Of(JsonPart report, string name)
    {
        JsonPart field = report.Any(name);
        if (!field.IsObject)
        {
            return field.Items();
        }

        return field.Element.TryGetProperty("values", out JsonElement values) && values.ValueKind != JsonValueKind.Null
            ? new JsonPart(values, field.Path, field.Problems).Items()
            : [field];
    }
}
