namespace Telemetry.Alerting.Channels.Outgoing;

/// <summary>What became of an attempt to deliver.</summary>
public enum OutgoingOutcome
{
    /// <summary>The receiver has it.</summary>
    Delivered,

    /// <summary>It may work later: no answer, 408, 425, 429, 5xx.</summary>
    TryAgain,

    /// <summary>It will not work as it is: an address that is not allowed, another 4xx, a redirection.</summary>
    Failed,
}

/// <summary>The answer, for the delivery log.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="Status">HTTP status; null: there was no answer.</param>
/// <param name="Text">A sentence when there was no answer; else the beginning of the body, which is somebody else's text.</param>
/// <param name="RetryAfter">When the receiver wants it again; null: it did not say.</param>
public sealed record OutgoingAnswer(OutgoingOutcome Outcome, int? Status, string Text, TimeSpan? RetryAfter = null);
