using Telemetry.Storage.Native;

namespace Telemetry.Storage.Crashes;

/// <summary>Writes <c>crashes</c>.</summary>
public sealed class CrashWriter(NativeInsertClient client) : BlockWriter<CrashBlock>(client);
