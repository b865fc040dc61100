using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>How the ledger counts Sentry's types of items, and the categories of its reports.</summary>
internal static class ItemSignals
{
    /// <summary>The signal of a type of item.</summary>
    public static Signal OfType(string type) => type switch
    {
        "event" or "feedback" or "user_report" => Signal.Crashes,
        "transaction" or "span" => Signal.Spans,
        "log" or "otel_log" => Signal.Logs,
        "session" or "sessions" => Signal.Sessions,
        "attachment" => Signal.Attachments,
        "trace_metric" or "statsd" or "metric_buckets" => Signal.Metrics,
        _ => Signal.Others,
    };

    /// <summary>The signal of a category in a client's report; null for those that count bytes, as that of attachments does.</summary>
    public static Signal? OfCategory(string category) => category switch
    {
        "error" or "default" or "security" or "feedback" => Signal.Crashes,
        "transaction" or "transaction_indexed" or "span" or "span_indexed" => Signal.Spans,
        "log_item" => Signal.Logs,
        "session" => Signal.Sessions,
        "trace_metric" or "metric_bucket" => Signal.Metrics,
        _ => category == "attachment" || category.EndsWith("_byte", StringComparison.Ordinal) ? null : Signal.Others,
    };
}
