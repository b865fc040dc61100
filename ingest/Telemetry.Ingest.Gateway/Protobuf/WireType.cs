namespace Telemetry.Ingest.Gateway.Protobuf;

/// <summary>How a protobuf field is laid out: the low three bits of its tag.</summary>
internal enum WireType
{
    /// <summary>One to ten bytes.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length, then that many bytes.</summary>
    LengthDelimited = 2,

    /// <summary>Fields up to an end tag of the same number.</summary>
    StartGroup = 3,

    /// <summary>The end of a group.</summary>
    EndGroup = 4,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
