using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Ingest.Gateway.Auth;

/// <summary>
/// Stands for a key's text in memory: its HMAC under a secret of this process. Looking a key up compares digests, and how long that takes
/// says nothing about any key, as nobody outside can choose a digest; nor is a key's text kept.
/// </summary>
internal readonly record struct KeyDigest(UInt128 High, UInt128 Low)
{
    private const int SecretBytes = 32;

    /// <summary>Longer texts are no keys of ours.</summary>
    public const int MaxTextLength = 256;

    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The digest of a text of at most <see cref="MaxTextLength"/> characters.</summary>
    public static KeyDigest Of(string text)
    {
        Span<byte> utf8 = stackalloc byte[MaxTextLength * 3];
        int length = Encoding.UTF8.GetBytes(text, utf8);
        Span<UInt128> halves = stackalloc UInt128[2];
        HMACSHA256.HashData(Secret, utf8[..length], MemoryMarshal.AsBytes(halves));
        return new KeyDigest(halves[0], halves[1]);
    }
}
