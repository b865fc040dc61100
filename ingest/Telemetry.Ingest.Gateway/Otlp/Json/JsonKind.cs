namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>How the value of a field is written in OTLP's JSON, and what it becomes in protobuf.</summary>
internal enum JsonKind
{
    /// <summary>A string; UTF-8.</summary>
    Text,

    /// <summary>Hex digits; bytes. Trace and span ids only, as OTLP wants it, unlike protobuf's own JSON.</summary>
    Hex,

    /// <summary>Base64, either alphabet, padded or not; bytes.</summary>
    Base64,

    /// <summary>true or false; varint.</summary>
    Bool,

    /// <summary>A number or a decimal string; varint of 64 bits.</summary>
    Int64,

    /// <summary>A number or a decimal string; varint of 32 bits.</summary>
    UInt32,

    /// <summary>A number; the name is taken as well; varint.</summary>
    Enum,

    /// <summary>A number or a decimal string; four bytes.</summary>
    Fixed32,

    /// <summary>A number or a decimal string; eight bytes.</summary>
    Fixed64,

    /// <summary>A number, a decimal string, or "NaN", "Infinity", "-Infinity"; eight bytes.</summary>
    Double,

    /// <summary>An object.</summary>
    Message,

    /// <summary>An array of objects.</summary>
    Messages,
}
