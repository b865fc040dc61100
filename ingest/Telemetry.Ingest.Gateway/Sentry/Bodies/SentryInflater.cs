using System.IO.Compression;
using Telemetry.Ingest.Gateway.Intake;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Telemetry.Ingest.Gateway.Sentry.Bodies;

/// <summary>
/// Inflates into a buffer, whose limit is checked before each step. What was inflated before the limit was reached stays in the buffer: the items in front of a
/// large attachment are whole.
/// </summary>
internal static class SentryInflater
{
    private const int StepBytes = 64 * 1024;

    // A frame says how much memory its decoder needs; libraries write 8 MiB at most unless told otherwise.
    private const int MaxZstandardWindowLog = 23;

    private static readonly IntakeAnswer Damaged = IntakeAnswer.Malformed("The compressed data is damaged.");

    /// <summary>Appends the inflated bytes. Returns null, or why that ended.</summary>
    public static IntakeAnswer? Inflate(SentryEncoding encoding, ReadOnlyMemory<byte> compressed, IntakeBuffer output)
    {
        if (encoding == SentryEncoding.Gzip || compressed.IsEmpty)
        {
            return GzipInflater.Inflate(compressed, output);
        }

        try
        {
            using var source = new TwoPartStream(compressed, default);
            using Stream inflater = Open(encoding, compressed.Span, source);
            return Copy(inflater, output);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or ZstdException or EndOfStreamException)
        {
            return Damaged;
        }
    }

    private static Stream Open(SentryEncoding encoding, ReadOnlySpan<byte> compressed, Stream source)
    {
        switch (encoding)
        {
            case SentryEncoding.Deflate when IsZlib(compressed):
                return new ZLibStream(source, CompressionMode.Decompress);
            case SentryEncoding.Deflate:
                return new DeflateStream(source, CompressionMode.Decompress);
            case SentryEncoding.Brotli:
                return new BrotliStream(source, CompressionMode.Decompress);
            default:
                var zstandard = new DecompressionStream(source);
                zstandard.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstandardWindowLog);
                return zstandard;
        }
    }

    /// <summary>A zlib header: deflate with a window of at most 32 KiB, and a check that divides by 31 (RFC 1950).</summary>
    private static bool IsZlib(ReadOnlySpan<byte> compressed) =>
        compressed.Length >= 2 && (compressed[0] & 0x0f) == 8 && compressed[0] >> 4 <= 7 && ((compressed[0] << 8) | compressed[1]) % 31 == 0;

    private static IntakeAnswer? Copy(Stream inflater, IntakeBuffer output)
    {
        BufferRoom room = output.ReserveSome(StepBytes);
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
        return room == BufferRoom.TooLarge && inflater.ReadByte() < 0 ? null : IntakeLimits.Refuse(room);
    }
}
