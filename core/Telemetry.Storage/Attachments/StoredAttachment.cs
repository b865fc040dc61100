using Telemetry.Model.Times;

namespace Telemetry.Storage.Attachments;

/// <summary>What is known of an attachment. All texts come from outside.</summary>
/// <param name="Id">32 lower-case hex digits.</param>
/// <param name="ReceivedAt">When the server had it.</param>
/// <param name="Name">A file's name; may be empty.</param>
/// <param name="ContentType">What the client says it is: never to be believed.</param>
/// <param name="Kind">For example <c>event.attachment</c> or <c>event.minidump</c>.</param>
/// <param name="Bytes">Of its content.</param>
public sealed record StoredAttachment(string Id, UnixNanoseconds ReceivedAt, string Name, string ContentType, string Kind, long Bytes);
