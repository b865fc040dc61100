using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Control.Projects;

/// <summary>
/// The text of an ingest key: 64 lower-case hex digits, 256 random bits. Hex, because Sentry clients accept only letters, digits and
/// underscores in front of the @ of a DSN. What is stored and why: docs/adr/0071.
/// </summary>
internal static class IngestKeyText
{
    public const int Length = 64;

    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>What the key is looked up by: how far a search in an index of hashes gets tells nothing about a key.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static bool Equal(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
