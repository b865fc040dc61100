using Telemetry.Storage.Native;

namespace Telemetry.Storage.Spans;

/// <summary>Writes <c>otel_traces</c>.</summary>
public sealed class SpanWriter(NativeInsertClient client) : BlockWriter<SpanBlock>(client);
