using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Control.Tokens;

/// <summary>The administrator's API token of this process: made at its start, in memory only, gone with it.</summary>
public sealed class BootstrapToken
{
    private readonly byte[] _hash;

    /// <summary>Makes a new one: 256 random bits.</summary>
    public BootstrapToken()
    {
        Text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _hash = Hash(Text);
    }

    /// <summary>The token. Never logged.</summary>
    public string Text { get; }

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string token) => CryptographicOperations.FixedTimeEquals(_hash, Hash(token));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
