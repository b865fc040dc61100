using System.Net;
using System.Net.NetworkInformation;

namespace Telemetry.ServiceDefaults.OwnTelemetry;

/// <summary>Tells whether an address is this process's own ingest.</summary>
internal static class OwnIngest
{
    /// <summary>By port and by the addresses of this machine; a name that cannot be resolved is somebody else.</summary>
    public static bool Includes(Uri endpoint, IEnumerable<int> ports) => ports.Contains(endpoint.Port) && Resolve(endpoint.DnsSafeHost).Any(IsOurs);

    private static IPAddress[] Resolve(string host)
    {
        try
        {
            return IPAddress.TryParse(host, out IPAddress? address) ? [address] : Dns.GetHostAddresses(host);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return [];
        }
    }

    private static bool IsOurs(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
        || NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address));
}
