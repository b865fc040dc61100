using System.Text.Json;
using Telemetry.Model;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>What a client says it dropped itself. It never reached us, so the ledger keeps it apart from what was accepted (docs/adr/0121).</summary>
internal static class ClientReport
{
    private const int MaxEntries = 100;

    // A client that claims more must not make sums overflow.
    private const long MaxQuantity = 100_000_000;

    /// <summary>Books it; false when it is no report. An entry that cannot be read is left out.</summary>
    public static bool Book(SentryDraft draft, JsonElement report)
    {
        JsonElement discarded = SentryText.Find(report, "discarded_events");
        if (discarded.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        JsonElement[] entries = [.. discarded.EnumerateArray().Take(MaxEntries)];
        foreach (JsonElement entry in entries)
        {
            Book(draft, entry, entries);
        }

        return true;
    }

    private static void Book(SentryDraft draft, JsonElement entry, JsonElement[] all)
    {
        string category = SentryText.Property(entry, "category") ?? "default";
        string reason = SentryText.Property(entry, "reason") ?? "";
        bool isCounted = SentryText.Find(entry, "quantity") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long quantity) && quantity > 0;
        if (!isCounted || IsCountedAsSpans(category, reason, all) || ItemSignals.OfCategory(category) is not { } signal)
        {
            return;
        }

        draft.Drop(signal, ReasonOf(reason), Math.Min(SentryText.Find(entry, "quantity").GetInt64(), MaxQuantity), 0);
    }

    // A dropped transaction is reported once as such, and by newer SDKs once more as its spans.
    private static bool IsCountedAsSpans(string category, string reason, JsonElement[] all) =>
        category == "transaction" && Array.Exists(all, entry => SentryText.Property(entry, "category") == "span" && SentryText.Property(entry, "reason") == reason);

    private static DropReason ReasonOf(string reason) => reason switch
    {
        "queue_overflow" or "buffer_overflow" => DropReason.ClientQueueOverflow,
        "cache_overflow" => DropReason.ClientCacheOverflow,
        "ratelimit_backoff" => DropReason.ClientRateLimited,
        "network_error" => DropReason.ClientNetworkError,
        "sample_rate" => DropReason.ClientSampled,
        "before_send" => DropReason.ClientFiltered,
        "event_processor" => DropReason.ClientEventProcessor,
        "send_error" => DropReason.ClientSendError,
        "internal_sdk_error" => DropReason.ClientInternalError,
        "insufficient_data" => DropReason.ClientInsufficientData,
        "backpressure" => DropReason.ClientBackpressure,
        _ => DropReason.ClientOther,
    };
}
