using Telemetry.Storage.Native;

namespace Telemetry.Storage.Logs;

/// <summary>Writes <c>otel_logs</c>.</summary>
public sealed class LogWriter(NativeInsertClient client) : BlockWriter<LogBlock>(client);
