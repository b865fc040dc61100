namespace Telemetry.Ingest.Worker.Protobuf;

/// <summary>A field's number and the shape of its value, as one number stands before each field on the wire.</summary>
internal static class WireTag
{
    public const uint Varint = 0;
    public const uint Fixed64 = 1;
    public const uint Bytes = 2;
    public const uint StartGroup = 3;
    public const uint EndGroup = 4;
    public const uint Fixed32 = 5;

    private const int TypeBits = 3;

    /// <summary>The shape of the value.</summary>
    public static uint Type(uint tag) => tag & ((1 << TypeBits) - 1);

    /// <summary>The field's number.</summary>
    public static uint FieldNumber(uint tag) => tag >> TypeBits;
}
