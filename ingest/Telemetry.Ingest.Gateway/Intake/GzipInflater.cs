using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>
/// Inflates into a buffer, whose limit is checked before each step: a bomb costs what the limit allows, and no more. A ratio is no limit, as
/// a traceback of a deep recursion honestly shrinks to a hundredth.
/// </summary>
internal static class GzipInflater
{
    // One step of the inflater, and what is reserved at once on the word of the sender.
    private const int StepBytes = 64 * 1024;
    private const int MaxTrustedBytes = 1024 * 1024;

    private const int SmallestMemberBytes = 18;

    /// <summary>Appends the inflated bytes. Returns null, or why the request is refused.</summary>
    /// <param name="compressed">One gzip member or several, one behind the other; in an array.</param>
    /// <param name="output">Its limit is the limit of the inflated size.</param>
    public static IntakeAnswer? Inflate(ReadOnlyMemory<byte> compressed, IntakeBuffer output)
    {
        if (compressed.Length < SmallestMemberBytes || !MemoryMarshal.TryGetArray(compressed, out ArraySegment<byte> bytes) || bytes.Array is null)
        {
            return IntakeAnswer.Malformed("The gzip data is cut off.");
        }

        using var source = new MemoryStream(bytes.Array, bytes.Offset, bytes.Count, writable: false);
        using var inflater = new GZipStream(source, CompressionMode.Decompress);
        try
        {
            return Copy(inflater, output, firstBytes: StatedSize(compressed.Span));
        }
        catch (InvalidDataException)
        {
            return IntakeAnswer.Malformed("The gzip data is damaged or cut off.");
        }
    }

    private static IntakeAnswer? Copy(GZipStream inflater, IntakeBuffer output, int firstBytes)
    {
        Span<byte> probe = stackalloc byte[1];
        BufferRoom room = output.ReserveSome(firstBytes);
        while (room == BufferRoom.Enough)
        {
            int read = inflater.Read(output.Free);
            if (read == 0)
            {
                return null;
            }

            output.Advance(read);
            room = output.ReserveSome(StepBytes);
        }

        // Full to the last byte is not too full.
        return inflater.Read(probe) == 0 ? null : IntakeLimits.Refuse(room);
    }

    // A member ends with its inflated size. That may be a lie, so it is believed only as far as a megabyte.
    private static int StatedSize(ReadOnlySpan<byte> compressed) =>
        (int)Math.Clamp(BinaryPrimitives.ReadUInt32LittleEndian(compressed[^sizeof(uint)..]), StepBytes, MaxTrustedBytes);
}
