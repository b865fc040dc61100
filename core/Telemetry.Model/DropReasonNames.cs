namespace Telemetry.Model;

/// <summary>The text of a <see cref="DropReason"/> in the ledger, in answers and in metrics: snake case, never renamed.</summary>
public static class DropReasonNames
{
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
        DropReason.Discarded => "discarded",
        _ => "unknown",
    };
}
