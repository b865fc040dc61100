namespace Telemetry.Ingest.Worker.Attributes;

/// <summary>The alternatives of an OTLP <c>AnyValue</c>.</summary>
internal enum AnyValueKind : byte
{
    /// <summary>None of them was on the wire.</summary>
    Empty,
    Text,
    Bool,
    Integer,
    Double,
    Array,
    Map,
    Bytes,
}
