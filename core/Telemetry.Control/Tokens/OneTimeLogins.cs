using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Control.Tokens;

/// <summary>Login tokens that work once. In memory: they belong to the process that printed them.</summary>
public sealed class OneTimeLogins
{
    // By hash: neither the search nor a memory dump of the keys tells a token.
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <summary>Makes a login token that stands for an API token.</summary>
    public string Create(string apiToken)
    {
        string login = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _tokens[Hash(login)] = apiToken;
        return login;
    }

    /// <summary>Uses a login token up. The API token it stood for; null when it is unknown or was used before.</summary>
    public string? Redeem(string login) => _tokens.TryRemove(Hash(login), out string? apiToken) ? apiToken : null;

    private static string Hash(string login) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(login)));
}
