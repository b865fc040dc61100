namespace Telemetry.Model;

/// <summary>The text of a <see cref="DropReason"/> in the ledger, in answers and in metrics: snake case, never renamed.</summary>
public static class DropReasonNames
{
    /// <summary>Whether the client dropped it and says so: it never reached us, so it was neither accepted nor dropped here.</summary>
    public static bool IsClientLoss(this DropReason reason) => reason >= DropReason.ClientQueueOverflow;

    /// <summary>For example <c>too_large</c>; <c>unknown</c> for a number of a newer version.</summary>
    public static string ToText(this DropReason reason) => reason switch
    {
        DropReason.Malformed => "malformed",
        DropReason.TooLarge => "too_large",
        DropReason.RateLimited => "rate_limited",
        DropReason.NotSupported => "not_supported",
        DropReason.InvalidId => "invalid_id",
        DropReason.TooDeep => "too_deep",
        DropReason.QueueUnavailable => "queue_unavailable",
        DropReason.DroppedByOperator => "dropped_by_operator",
        DropReason.Repeated => "repeated",
        DropReason.Discarded => "discarded",
        DropReason.OverQuota => "over_quota",
        DropReason.ClientQueueOverflow => "client_queue_overflow",
        DropReason.ClientCacheOverflow => "client_cache_overflow",
        DropReason.ClientRateLimited => "client_rate_limited",
        DropReason.ClientNetworkError => "client_network_error",
        DropReason.ClientSampled => "client_sampled",
        DropReason.ClientFiltered => "client_filtered",
        DropReason.ClientEventProcessor => "client_event_processor",
        DropReason.ClientSendError => "client_send_error",
        DropReason.ClientInternalError => "client_internal_error",
        DropReason.ClientInsufficientData => "client_insufficient_data",
        DropReason.ClientBackpressure => "client_backpressure",
        DropReason.ClientOther => "client_other",
        DropReason.ClientTooOld => "client_too_old",
        DropReason.ClientWithoutConsent => "client_without_consent",
        DropReason.ClientUnserialisable => "client_unserialisable",
        DropReason.ClientExited => "client_exited",
        _ => "unknown",
    };
}
