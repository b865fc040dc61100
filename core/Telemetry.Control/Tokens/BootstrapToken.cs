using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Control.Tokens;

/// <summary>The administrator's API token of this process: made at its start, in memory only, gone with it.</summary>
public sealed class BootstrapToken
{
    /// <summary>Makes a new one: 256 random bits.</summary>
    public BootstrapToken()
    {
        Text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Hash = HashOf(Text);
    }

    /// <summary>The token. Never logged.</summary>
    public string Text { get; }

    internal byte[] Hash { get; }

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string token) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(token));

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
