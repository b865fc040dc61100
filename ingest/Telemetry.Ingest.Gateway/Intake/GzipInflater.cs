using System.Buffers.Binary;
using System.IO.Compression;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>
/// Inflates into a buffer, whose limit is checked before each step: a bomb costs what the limit allows, and no more. A ratio is no limit, as
/// a traceback of a deep recursion honestly shrinks to a hundredth.
/// </summary>
/// <remarks>
/// .NET's stream takes gzip data that is cut off for the whole of it. So a member of our own is put behind the data: if its text comes out
/// at the end, all before it was whole. The switch <c>System.IO.Compression.UseStrictValidation</c> would say so too, but it belongs to
/// the process and is read once, by whoever inflates first.
/// </remarks>
internal static class GzipInflater
{
    // One step of the inflater, and what is reserved at once on the word of the sender.
    private const int StepBytes = 64 * 1024;
    private const int MaxTrustedBytes = 1024 * 1024;

    private const int MarkBytes = 8;
    private static readonly byte[] Mark = [.. "\u0001whole.\u0002"u8];
    private static readonly byte[] MarkMember = Compress(Mark);

    private static readonly IntakeAnswer Damaged = IntakeAnswer.Malformed("The gzip data is damaged or cut off.");

    /// <summary>Appends the inflated bytes. Returns null, or why the request is refused; then what was appended is of no use.</summary>
    /// <param name="compressed">One gzip member or several, one behind the other. Nothing is taken for nothing, as .NET writes it.</param>
    /// <param name="output">Its limit is the limit of the inflated size.</param>
    public static IntakeAnswer? Inflate(ReadOnlyMemory<byte> compressed, IntakeBuffer output)
    {
        if (compressed.IsEmpty)
        {
            return null;
        }

        using var source = new TwoPartStream(compressed, MarkMember);
        using var inflater = new GZipStream(source, CompressionMode.Decompress);
        try
        {
            return Copy(inflater, output, StatedSize(compressed.Span));
        }
        catch (InvalidDataException)
        {
            return Damaged;
        }
    }

    private static IntakeAnswer? Copy(GZipStream inflater, IntakeBuffer output, int firstBytes)
    {
        BufferRoom room = output.ReserveSome(firstBytes);
        while (room == BufferRoom.Enough)
        {
            int read = inflater.Read(output.Free);
            if (read == 0)
            {
                return RemoveMark(output, []);
            }

            output.Advance(read);
            room = output.ReserveSome(StepBytes);
        }

        // Full to the last byte is not too full: what is left may be the mark, or the rest of it.
        Span<byte> rest = stackalloc byte[MarkBytes + 1];
        int restBytes = inflater.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        return restBytes <= MarkBytes ? RemoveMark(output, rest[..restBytes]) : IntakeLimits.Refuse(room);
    }

    private static IntakeAnswer? RemoveMark(IntakeBuffer output, ReadOnlySpan<byte> rest)
    {
        int length = output.Length + rest.Length - MarkBytes;
        if (length < 0 || !output.WrittenSpan[length..].SequenceEqual(Mark.AsSpan(0, MarkBytes - rest.Length)) || !Mark.AsSpan().EndsWith(rest))
        {
            return Damaged;
        }

        output.Truncate(length);
        return null;
    }

    // A member ends with its inflated size. That may be a lie, so it is believed only as far as a megabyte.
    private static int StatedSize(ReadOnlySpan<byte> compressed) =>
        compressed.Length < sizeof(uint) ? StepBytes
        : (int)Math.Clamp(BinaryPrimitives.ReadUInt32LittleEndian(compressed[^sizeof(uint)..]) + MarkBytes, StepBytes, MaxTrustedBytes);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
