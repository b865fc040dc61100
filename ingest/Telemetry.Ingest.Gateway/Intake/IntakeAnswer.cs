namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>What the client is told, in the terms of no protocol.</summary>
/// <param name="Kind">The outcome.</param>
/// <param name="Message">A sentence for the client's log; never an address, a key or a payload. Empty when accepted.</param>
internal sealed record IntakeAnswer(AnswerKind Kind, string Message)
{
    /// <summary>Everything is stored, or there was nothing to store.</summary>
    public static IntakeAnswer Accepted { get; } = new(AnswerKind.Accepted, "");

    /// <summary>When to send the same again; null when that is of no use.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Items of a partly accepted request that are not stored.</summary>
    public long RejectedItems { get; init; }

    /// <summary>Bytes that are not what they claim to be.</summary>
    public static IntakeAnswer Malformed(string message) => new(AnswerKind.Malformed, message);
}
