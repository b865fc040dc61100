using Telemetry.Model.Crashes;
using Telemetry.Model.Times;

namespace Telemetry.Storage.Crashes;

/// <summary>A crash as lists show it. Texts come from outside and are empty when unknown.</summary>
public sealed record ListedCrash
{
    /// <summary>Its id.</summary>
    public required CrashId Id { get; init; }

    /// <summary>When it happened.</summary>
    public required UnixNanoseconds Time { get; init; }

    /// <summary>When the gateway had it.</summary>
    public required UnixNanoseconds ReceivedAt { get; init; }

    /// <summary>Of the application.</summary>
    public required string Release { get; init; }

    /// <summary>Where it ran.</summary>
    public required string Environment { get; init; }

    /// <summary><c>fatal</c>, <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Whether nobody caught it.</summary>
    public required bool IsUnhandled { get; init; }

    /// <summary>Of the main exception; at most 500 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Who.</summary>
    public required string UserId { get; init; }

    /// <summary>Which copy of the program.</summary>
    public required string InstallId { get; init; }

    /// <summary>Which run.</summary>
    public required string SessionId { get; init; }

    /// <summary>32 lower-case hex digits, or empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>Tags, and facts of the machine.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }
}

/// <summary>A place among the crashes of an issue: by time, and by id where the time is the same.</summary>
/// <param name="Time">When a crash happened.</param>
/// <param name="Id">Its id.</param>
public readonly record struct CrashPlace(UnixNanoseconds Time, CrashId Id);
