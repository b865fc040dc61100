using Telemetry.Storage.Native;

namespace Telemetry.Storage.Sessions;

/// <summary>Writes <c>sessions</c>.</summary>
public sealed class SessionWriter(NativeInsertClient client) : BlockWriter<SessionBlock>(client);
