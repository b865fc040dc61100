using System.IO.Compression;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

/// <summary>Bytes as they go over the wire.</summary>
internal static class RequestBytes
{
    private static readonly Lazy<byte[]> LazyBomb = new(MakeBomb);

    /// <summary>4 GiB of zeros in about 4 MB of gzip, one member.</summary>
    public static byte[] Bomb => LazyBomb.Value;

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>A gRPC frame.</summary>
    public static byte[] Frame(byte[] message, bool isCompressed = false) => Frame(message, isCompressed ? (byte)1 : (byte)0, (uint)message.Length);

    /// <summary>A gRPC frame that says what is not true.</summary>
    public static byte[] Frame(byte[] message, byte flag, uint statedLength) =>
        [flag, (byte)(statedLength >> 24), (byte)(statedLength >> 16), (byte)(statedLength >> 8), (byte)statedLength, .. message];

    private static byte[] MakeBomb()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 4096; i++)
            {
                gzip.Write(zeros);
            }
        }

        return compressed.ToArray();
    }
}
