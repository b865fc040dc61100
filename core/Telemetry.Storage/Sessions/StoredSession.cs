using Telemetry.Model.Times;

namespace Telemetry.Storage.Sessions;

/// <summary>One run of an application. Texts come from outside, and are empty when it did not tell.</summary>
public sealed record StoredSession
{
    /// <summary>32 lower-case hex digits.</summary>
    public required string Id { get; init; }

    public required string InstallId { get; init; }

    /// <summary><c>ok</c>, <c>exited</c>, <c>errored</c>, <c>unhandled</c>, <c>abnormal</c> or <c>crashed</c>.</summary>
    public required string State { get; init; }

    public required string Mechanism { get; init; }

    public required UnixNanoseconds Started { get; init; }

    /// <summary>Of the last word about it.</summary>
    public required UnixNanoseconds Time { get; init; }

    public required ulong DurationNanoseconds { get; init; }

    public required uint Errors { get; init; }

    public required string Release { get; init; }

    public required string PreviousRelease { get; init; }

    public required string Environment { get; init; }

    public required string Service { get; init; }

    public required string UserId { get; init; }

    public required string Kind { get; init; }

    public required string Consent { get; init; }

    public required string Packaging { get; init; }

    /// <summary>Null when nobody knows it.</summary>
    public required long? ExitCode { get; init; }

    public required string SdkName { get; init; }

    public required string SdkVersion { get; init; }
}
