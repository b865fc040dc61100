using System.Text.Json;

namespace Telemetry.Query.Contracts;

/// <summary>Crashes of an issue, newest first.</summary>
/// <param name="Items">At most the limit.</param>
/// <param name="Next">An opaque cursor for the page behind this one; null on the last.</param>
public sealed record CrashPage(IReadOnlyList<CrashListItem> Items, string? Next);

/// <summary>A crash in a list. Its texts come from outside.</summary>
public sealed record CrashListItem
{
    /// <summary>32 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, RFC 3339 with nine digits of a second, UTC.</summary>
    public required string Time { get; init; }

    /// <summary>When the server had it, in the same form.</summary>
    public required string ReceivedAt { get; init; }

    /// <summary>Empty for none.</summary>
    public required string Release { get; init; }

    /// <summary>Empty for none.</summary>
    public required string Environment { get; init; }

    /// <summary><c>fatal</c>, <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Whether nobody caught it.</summary>
    public required bool Unhandled { get; init; }

    /// <summary>The message of its main exception; at most 500 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Empty for none.</summary>
    public required string UserId { get; init; }

    /// <summary>Empty for none.</summary>
    public required string InstallId { get; init; }

    /// <summary>Empty for none.</summary>
    public required string SessionId { get; init; }

    /// <summary>32 lower-case hex digits, or empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>Tags, and facts of the machine under OpenTelemetry's names, such as <c>os.name</c>.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }
}

/// <summary>A crash, whole.</summary>
/// <param name="Id">32 lower-case hex digits.</param>
/// <param name="Issue">What it belongs to; null: the issue was deleted a moment ago.</param>
/// <param name="Time">When it happened, RFC 3339 with nine digits of a second, UTC.</param>
/// <param name="ReceivedAt">When the server had it, in the same form.</param>
/// <param name="Key">What it was grouped by: version of the grouping, colon, 16 hexadecimal digits.</param>
/// <param name="Newer">The next newer crash of the issue; null: this is the newest.</param>
/// <param name="Older">The next older one; null: this is the oldest.</param>
/// <param name="Distributions">Name and version of what was installed; empty when the client did not tell.</param>
/// <param name="Document">The crash (docs/crash-format.md).</param>
public sealed record CrashItem(
    string Id,
    IssueItem? Issue,
    string Time,
    string ReceivedAt,
    string Key,
    string? Newer,
    string? Older,
    IReadOnlyDictionary<string, string> Distributions,
    JsonElement Document)
{
    /// <summary>What people wrote about it, the newest first; at most 20.</summary>
    public IReadOnlyList<FeedbackItem> Feedback { get; init; } = [];

    /// <summary>Files that the client attached, by name. Their contents: <c>…/events/{id}/attachments/{attachment}</c>.</summary>
    public IReadOnlyList<AttachmentItem> Attachments { get; init; } = [];
}

/// <summary>Why a crash is where it is.</summary>
/// <param name="Key">What it was grouped by when it came.</param>
/// <param name="Parts">What the grouping looked at, in order, as it does today.</param>
/// <param name="IsSame">Whether today's rules and version would group it the same way.</param>
public sealed record CrashGroupingItem(string Key, IReadOnlyList<CrashGroupingPart> Parts, bool IsSame);

/// <summary>A part of a crash that the grouping looked at.</summary>
/// <param name="Kind"><c>type</c>, <c>frame</c>, <c>message</c>, <c>fingerprint</c> or <c>rule</c>: something about the project's rules as a whole.</param>
/// <param name="Text">As it is hashed.</param>
/// <param name="Contributes">Whether it decides where the crash goes.</param>
/// <param name="Why">In plain words.</param>
public sealed record CrashGroupingPart(string Kind, string Text, bool Contributes, string Why);
