namespace Telemetry.Web.Ingest;

/// <summary>Why items were dropped, and what to do, in plain words.</summary>
internal static class DropReasonText
{
    private static readonly Dictionary<string, (string What, string Advice)> Texts = new(StringComparer.Ordinal)
    {
        ["malformed"] = ("Could not be read", "The bytes are no valid OTLP. Update the exporter, or look for a proxy that changes requests."),
        ["too_large"] = ("Too large", "Shorten bodies and attributes, or send smaller batches; docs/ingest-limits.md has the limits."),
        ["rate_limited"] = ("Above the key's rate limit", "Send less, or raise the limit of the key."),
        ["not_supported"] = ("Not stored by this version", "Metrics are counted and not kept yet."),
        ["invalid_id"] = ("Trace or span id missing or wrong", "Spans need ids of 16 and 8 bytes that are not all zeros. Update the exporter."),
        ["too_deep"] = ("Nested too deeply", "Flatten attributes and structured bodies."),
        ["queue_unavailable"] = ("The queue was full or away", "Clients were told to try again; a good exporter does. Look at the queue above and at /readyz."),
        ["dropped_by_operator"] = ("Given up by an operator", "Somebody dropped dead letters."),
        ["discarded"] = ("Discarded", "Crashes of an issue that somebody discarded."),
    };

    public static string What(string reason) => Texts.TryGetValue(reason, out var text) ? text.What : reason;

    public static string Advice(string reason) => Texts.TryGetValue(reason, out var text) ? text.Advice : "";
}
