namespace Telemetry.Query.Contracts;

/// <summary>What is attached to an event.</summary>
/// <param name="Items">By name.</param>
public sealed record AttachmentList(IReadOnlyList<AttachmentItem> Items);

/// <summary>A file that a client attached to a crash. Its texts come from outside.</summary>
/// <param name="Id">32 lower-case hex digits: the last part of the address of its content.</param>
/// <param name="Name">A file's name without a path; may be empty.</param>
/// <param name="ContentType">What the client says it is. Never to be believed: the content is given out as bytes.</param>
/// <param name="Kind">What the client calls it, for example <c>event.attachment</c> or <c>event.minidump</c>.</param>
/// <param name="Bytes">Of its content.</param>
/// <param name="ReceivedAt">RFC 3339 with nine digits of a second, UTC.</param>
public sealed record AttachmentItem(string Id, string Name, string ContentType, string Kind, long Bytes, string ReceivedAt);

/// <summary>What people wrote, the newest first.</summary>
/// <param name="Items">At most the limit.</param>
/// <param name="Next">An opaque cursor for the page behind this one; null on the last.</param>
public sealed record FeedbackList(IReadOnlyList<FeedbackItem> Items, string? Next);

/// <summary>What somebody wrote. All texts come from outside, and may be empty.</summary>
/// <param name="Id">32 lower-case hex digits.</param>
/// <param name="EventId">The crash it is about; empty: none. Whoever wrote it named it, and it may never have come.</param>
/// <param name="Time">When it was written, RFC 3339 with nine digits of a second, UTC.</param>
/// <param name="Name">Who.</param>
/// <param name="Email">Where to answer.</param>
/// <param name="Comments">What; up to 8,192 characters.</param>
/// <param name="Url">The page it was written on.</param>
/// <param name="Release">The version.</param>
/// <param name="Environment">For example <c>production</c>.</param>
public sealed record FeedbackItem(string Id, string EventId, string Time, string Name, string Email, string Comments, string Url, string Release, string Environment);
