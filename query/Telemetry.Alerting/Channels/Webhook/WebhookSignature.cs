using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Alerting.Channels.Webhook;

/// <summary>
/// Lets a receiver see that a message is ours and not an old one sent again: <c>t=SECONDS,v1=HEX</c>, where HEX is HMAC-SHA256 with the channel's secret over <c>SECONDS.BODY</c>.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header.</summary>
    public const string Header = "x-telemetry-signature";

    /// <summary>The value of the header.</summary>
    /// <param name="secret">The channel's.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">As sent.</param>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        string seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds + "."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
