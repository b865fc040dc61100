namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>The gRPC status codes we answer with; <c>google.rpc.Status</c> uses them over HTTP too.</summary>
internal enum GrpcCode
{
    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>Bad bytes; final.</summary>
    InvalidArgument = 3,

    /// <summary>Too slow; clients retry.</summary>
    DeadlineExceeded = 4,

    /// <summary>With RetryInfo: later. Without: too large, final.</summary>
    ResourceExhausted = 8,

    /// <summary>No such method, or an encoding we do not read.</summary>
    Unimplemented = 12,

    /// <summary>Not now; clients retry.</summary>
    Unavailable = 14,

    /// <summary>No valid key; final.</summary>
    Unauthenticated = 16,
}
