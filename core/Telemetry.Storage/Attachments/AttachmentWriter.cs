using Telemetry.Storage.Native;

namespace Telemetry.Storage.Attachments;

/// <summary>Writes <c>attachments</c>.</summary>
public sealed class AttachmentWriter(NativeInsertClient client) : BlockWriter<AttachmentBlock>(client);
