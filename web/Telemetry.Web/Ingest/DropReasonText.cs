namespace Telemetry.Web.Ingest;

/// <summary>Why items were dropped, and what to do, in plain words.</summary>
internal static class DropReasonText
{
    private static readonly Dictionary<string, (string What, string Advice)> Texts = new(StringComparer.Ordinal)
    {
        ["malformed"] = ("Could not be read", "The bytes are no valid OTLP or Sentry item. Update the client, or look for a proxy that changes requests."),
        ["too_large"] = ("Too large", "Shorten bodies and attributes, or send smaller batches; docs/ingest-limits.md has the limits."),
        ["rate_limited"] = ("Above the key's rate limit", "Send less, or raise the limit of the key."),
        ["not_supported"] = ("Not stored by this version", "Metrics, check-ins, profiles and replays are counted and not kept yet."),
        ["invalid_id"] = ("Trace or span id missing or wrong", "Spans need ids of 16 and 8 bytes that are not all zeros. Update the exporter."),
        ["too_deep"] = ("Nested too deeply", "Flatten attributes and structured bodies."),
        ["queue_unavailable"] = ("The queue was full or away", "Clients were told to try again; a good exporter does. Look at the queue above and at /readyz."),
        ["dropped_by_operator"] = ("Given up by an operator", "Somebody dropped dead letters."),
        ["client_queue_overflow"] = ("Not sent: the client's queue was full", "The application makes items faster than it sends them. Send less, or sample."),
        ["client_cache_overflow"] = ("Not sent: the client's cache on disk was full", "The application was offline for long."),
        ["client_rate_limited"] = ("Not sent: the client was told to wait", "Raise the limit of the key, or send less."),
        ["client_network_error"] = ("Not sent: the client could not reach this server", "Look at the network between the application and this server."),
        ["client_sampled"] = ("Not sent: left out by the client's sample rate", "As configured in the application."),
        ["client_filtered"] = ("Not sent: left out by the application's filter", "As configured in the application (before_send)."),
        ["client_event_processor"] = ("Not sent: left out by an event processor", "As configured in the application."),
        ["client_send_error"] = ("Not sent: this server refused it", "The reasons above say why."),
        ["client_internal_error"] = ("Not sent: the client failed", "Update the SDK."),
        ["client_insufficient_data"] = ("Not sent: the client lacked what it needs", "Update the SDK."),
        ["client_backpressure"] = ("Not sent: the client was too busy", "The application's machine has too much to do."),
        ["client_other"] = ("Not sent: for a reason this version does not know", "Look at the application's own log."),
        ["client_too_old"] = ("Not sent: it had waited too long", "The application could not reach this server for longer than it keeps what it has; look at its network."),
        ["client_without_consent"] = ("Not sent: the user has not agreed", "Nothing to do: the application asks before it sends, and was told no or not yet."),
        ["client_exited"] = ("Not sent: the application ended first", "Let it wait a little at its end, or give it a directory to keep what it could not send."),
        ["client_unserialisable"] = ("Not sent: the application could not write it down", "Look at the application's own log: it names the value."),
        ["repeated"] = ("Sent again", "Crashes that are stored already: the client sent them a second time. Nothing is missing."),
        ["over_quota"] = ("More than is kept", "Attachments: an event has 20 at most, and a project 256 MiB a day. The settings Gateway:MaxAttachmentsPerEvent and MaxAttachmentBytesPerDay change that."),
        ["discarded"] = ("Discarded", "Crashes of an issue that somebody discarded."),
    };

    public static string What(string reason) => Texts.TryGetValue(reason, out var text) ? text.What : reason;

    public static string Advice(string reason) => Texts.TryGetValue(reason, out var text) ? text.Advice : "";
}
