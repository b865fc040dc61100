using System.Text.Json;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>What of a container's items is kept.</summary>
internal static class ContainerItems
{
    /// <summary>The objects among them, up to a limit; the others are counted as malformed, or as too large.</summary>
    public static JsonElement[] Keep(SentryDraft draft, Signal signal, JsonElement[] items, int max)
    {
        JsonElement[] objects = [.. items.Where(item => item.ValueKind == JsonValueKind.Object)];
        Drop(draft, signal, DropReason.Malformed, items.Length - objects.Length);
        Drop(draft, signal, DropReason.TooLarge, objects.Length - max);
        return objects.Length <= max ? objects : objects[..max];
    }

    private static void Drop(SentryDraft draft, Signal signal, DropReason reason, int items)
    {
        if (items > 0)
        {
            draft.Drop(signal, reason, items, 0);
        }
    }
}
