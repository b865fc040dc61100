namespace Telemetry.Query.Contracts;

/// <summary>Sessions that began in a range, the newest first.</summary>
/// <param name="Items">At most the limit. To see older ones, ask again with 'to' at the start of the last.</param>
public sealed record SessionList(IReadOnlyList<SessionListItem> Items);

/// <summary>One run of an application, by its last word. Texts come from outside, and are empty when it did not tell.</summary>
public sealed record SessionListItem
{
    /// <summary>32 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Which copy of the application ran.</summary>
    public required string InstallId { get; init; }

    /// <summary><c>ok</c>: runs, as far as is known; <c>exited</c>; <c>errored</c>: ended with an error that is no crash; <c>unhandled</c>; <c>abnormal</c>: ended without a word; <c>crashed</c>.</summary>
    public required string State { get; init; }

    /// <summary>How it crashed or ended, for example <c>segfault</c> or <c>out_of_memory</c>.</summary>
    public required string Mechanism { get; init; }

    /// <summary>RFC 3339 with nine digits of a second, UTC.</summary>
    public required string Started { get; init; }

    /// <summary>Of the last word about it, in the same form.</summary>
    public required string Time { get; init; }

    /// <summary>How long it ran, as far as is known.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Errors, handled ones among them; at least 1 when it crashed.</summary>
    public required long Errors { get; init; }

    /// <summary>The version.</summary>
    public required string Release { get; init; }

    /// <summary>The version that this installation ran before.</summary>
    public required string PreviousRelease { get; init; }

    /// <summary>For example <c>production</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The application's name.</summary>
    public required string Service { get; init; }

    /// <summary>Who ran it.</summary>
    public required string UserId { get; init; }

    /// <summary><c>script</c>, <c>desktop</c>, <c>server</c> or <c>tool</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the user agreed to reports: <c>granted</c>, <c>denied</c> or <c>unknown</c>.</summary>
    public required string Consent { get; init; }

    /// <summary>How it was packed, for example <c>pyinstaller</c>.</summary>
    public required string Packaging { get; init; }

    /// <summary>Of the process; null when nobody knows it.</summary>
    public required long? ExitCode { get; init; }

    /// <summary>What reported it.</summary>
    public required string SdkName { get; init; }

    /// <summary>Its version.</summary>
    public required string SdkVersion { get; init; }
}
