using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>What an answer is called in each protocol, in the ledger and in the metrics. The table is the documentation.</summary>
/// <param name="Code">The gRPC status.</param>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Drop">How the ledger counts the items; null when there are none, or nobody to count them for.</param>
/// <param name="Outcome">The metrics' tag.</param>
internal readonly record struct AnswerRow(GrpcCode Code, int HttpStatus, DropReason? Drop, string Outcome)
{
    /// <summary>The row of a kind of answer.</summary>
    public static AnswerRow Of(AnswerKind kind) => kind switch
    {
        AnswerKind.Accepted => new(GrpcCode.Ok, 200, null, "accepted"),
        AnswerKind.PartlyAccepted => new(GrpcCode.Ok, 200, null, "partly_accepted"),
        AnswerKind.Malformed => new(GrpcCode.InvalidArgument, 400, DropReason.Malformed, "malformed"),
        AnswerKind.TooDeep => new(GrpcCode.InvalidArgument, 400, DropReason.TooDeep, "too_deep"),
        AnswerKind.TooLarge => new(GrpcCode.ResourceExhausted, 413, DropReason.TooLarge, "too_large"),
        AnswerKind.RateLimited => new(GrpcCode.ResourceExhausted, 429, DropReason.RateLimited, "rate_limited"),
        AnswerKind.QueueUnavailable => new(GrpcCode.Unavailable, 503, DropReason.QueueUnavailable, "queue_unavailable"),
        AnswerKind.Overloaded => new(GrpcCode.Unavailable, 503, DropReason.QueueUnavailable, "overloaded"),
        AnswerKind.Unauthenticated => new(GrpcCode.Unauthenticated, 401, null, "unauthenticated"),
        AnswerKind.KeysUnavailable => new(GrpcCode.Unavailable, 503, null, "keys_unavailable"),
        AnswerKind.TimedOut => new(GrpcCode.DeadlineExceeded, 408, null, "timed_out"),
        AnswerKind.UnsupportedMedia => new(GrpcCode.Unimplemented, 415, null, "unsupported_media"),
        AnswerKind.MethodNotAllowed => new(GrpcCode.Unimplemented, 405, null, "method_not_allowed"),
        AnswerKind.NotFound => new(GrpcCode.Unimplemented, 404, null, "not_found"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such answer."),
    };
}
