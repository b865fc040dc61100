using System.Text.Json;
using Telemetry.Ingest.Gateway.Sentry.Items;
using Telemetry.Model;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Reads the body of a <c>telemetry.loss</c> record (docs/session-format.md).</summary>
internal static class LossReport
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxDepth = 16;
    private const int MaxItems = 100;

    // A client that claims more must not make sums overflow.
    private const long MaxCount = 100_000_000;

    private static readonly LossItem[] Nothing = [new(Signal.Others, DropReason.Malformed, 1)];

    /// <summary>What it says. An entry that cannot be read is left out; a document that is none is one malformed item, as it was sent to say something.</summary>
    public static IReadOnlyList<LossItem> Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body.Length > MaxBytes)
        {
            return Nothing;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(JsonBytes.Repair(body.ToArray()), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return SentryText.Find(document.RootElement, "items") is { ValueKind: JsonValueKind.Array } items
                ? [.. items.EnumerateArray().Take(MaxItems).Select(Item).OfType<LossItem>()]
                : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private static LossItem? Item(JsonElement item)
    {
        bool isCounted = SentryText.Find(item, "count") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long count) && count > 0;
        return isCounted && SignalOf(SentryText.Property(item, "signal")) is { } signal
            ? new LossItem(signal, ReasonOf(SentryText.Property(item, "reason")), Math.Min(SentryText.Find(item, "count").GetInt64(), MaxCount))
            : null;
    }

    private static Signal? SignalOf(string? signal) => signal switch
    {
        "logs" => Signal.Logs,
        "spans" => Signal.Spans,
        "metrics" => Signal.Metrics,
        "crashes" => Signal.Crashes,
        "sessions" => Signal.Sessions,
        null => null,
        _ => Signal.Others,
    };

    private static DropReason ReasonOf(string? reason) => reason switch
    {
        "queue_full" => DropReason.ClientQueueOverflow,
        "spool_full" => DropReason.ClientCacheOverflow,
        "rate_limited" or "disabled" => DropReason.ClientRateLimited,
        "network_error" => DropReason.ClientNetworkError,
        "sample" => DropReason.ClientSampled,
        "before_send" => DropReason.ClientFiltered,
        "server_refused" => DropReason.ClientSendError,
        "internal_error" or "spool_damaged" => DropReason.ClientInternalError,
        "too_old" => DropReason.ClientTooOld,
        "consent" => DropReason.ClientWithoutConsent,
        "unserialisable" => DropReason.ClientUnserialisable,
        "exit" => DropReason.ClientExited,
        _ => DropReason.ClientOther,
    };
}
