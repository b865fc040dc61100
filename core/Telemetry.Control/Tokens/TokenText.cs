using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Control.Tokens;

/// <summary>The text of a secret: a word that says what it is, so that scanners of source code find one that leaked, and 256 random bits in hex.</summary>
internal static class TokenText
{
    /// <summary>How much of a token is shown, so that people tell theirs apart: the word and eight digits of 64.</summary>
    public const int ShownDigits = 8;

    private const int Bytes = 32;

    public static string Create(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored. A plain hash is enough for 256 random bits: there is nothing to guess.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
