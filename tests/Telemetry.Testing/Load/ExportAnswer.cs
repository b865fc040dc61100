namespace Telemetry.Testing.Load;

/// <summary>How an export request ended for the client.</summary>
public enum ExportOutcome : byte
{
    /// <summary>Not sent.</summary>
    None = 0,

    /// <summary><c>grpc-status: 0</c> and no rejected items: the server owns it now.</summary>
    Acknowledged = 1,

    /// <summary>Another status, or a partial success: the server said no.</summary>
    Refused = 2,

    /// <summary>The connection ended, or nothing came in time. The request may be there whole, or not at all.</summary>
    NoAnswer = 3,
}

/// <summary>The answer to an export request.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="GrpcStatus">The status of the trailers; -1 without an answer.</param>
/// <param name="RetryAfter">What <c>RetryInfo</c> said; null when there was none.</param>
/// <param name="RejectedItems">Items of a partial success.</param>
/// <param name="Message">What the server said, or how the connection ended.</param>
public readonly record struct ExportAnswer(ExportOutcome Outcome, int GrpcStatus, TimeSpan? RetryAfter, long RejectedItems, string Message)
{
    /// <summary>gRPC's UNAVAILABLE.</summary>
    public const int Unavailable = 14;

    private const int ResourceExhausted = 8;

    /// <summary>What OTLP lets a client send again: UNAVAILABLE, and RESOURCE_EXHAUSTED that carries a <c>RetryInfo</c>.</summary>
    public bool IsRetryable => Outcome == ExportOutcome.Refused && (GrpcStatus == Unavailable || (GrpcStatus == ResourceExhausted && RetryAfter is not null));

    internal static ExportAnswer Lost(string how) => new(ExportOutcome.NoAnswer, -1, null, 0, how);
}
