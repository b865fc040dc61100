using System.Globalization;
using System.Net;

namespace Telemetry.Server.Settings;

/// <summary>Where to listen, written <c>HOST:PORT</c>.</summary>
internal static class ListenAddress
{
    /// <summary>HOST is an IP address (IPv6 in brackets) or <c>localhost</c>; port 0 means any free one. Null when it is neither.</summary>
    public static IPEndPoint? TryParse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return null;
        }

        string host = text[..colon];
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return new IPEndPoint(IPAddress.Loopback, port);
        }

        // An IPv6 address without brackets leaves open where the port begins.
        return IPAddress.TryParse(host, out IPAddress? address) && isBracketed == host.Contains(':') ? new IPEndPoint(address, port) : null;
    }

    /// <summary>The address for somebody on this machine: a listener on all addresses is reached on loopback.</summary>
    public static Uri ToUri(IPEndPoint endPoint)
    {
        IPAddress host = endPoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : endPoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : endPoint.Address;
        return new Uri($"http://{new IPEndPoint(host, endPoint.Port)}");
    }
}
