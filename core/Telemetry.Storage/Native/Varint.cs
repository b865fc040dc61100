using System.Runtime.CompilerServices;

namespace Telemetry.Storage.Native;

/// <summary>LEB128, as ClickHouse and protobuf write lengths.</summary>
public static class Varint
{
    /// <summary>Bytes of the largest number.</summary>
    public const int MaxBytes = 10;

    /// <summary>Writes into the start of <paramref name="destination"/>, which must have room.</summary>
    /// <returns>Bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> destination, ulong value)
    {
        int length = 0;
        while (value >= 0x80)
        {
            destination[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[length++] = (byte)value;
        return length;
    }
}
