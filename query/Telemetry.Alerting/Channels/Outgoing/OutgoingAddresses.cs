using System.Net;
using System.Net.Sockets;

namespace Telemetry.Alerting.Channels.Outgoing;

/// <summary>
/// Which addresses messages may go to: those of the public Internet, and networks that the operator names. Whoever may write a webhook's address must not be able to reach with it
/// what only this machine can reach (server-side request forgery, CWE-918).
/// </summary>
/// <param name="allowed">Networks in CIDR notation that are not public and may be reached all the same.</param>
public sealed class OutgoingAddresses(IReadOnlyList<IPNetwork> allowed)
{
    // IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its successors), and multicast.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Those that hold an IPv4 address in themselves (NAT64, Teredo, 6to4) lead to it past the list above.
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether messages may go there.</summary>
    public bool Allow(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(network => Contains(network, plain)) || !NotPublic.Any(network => Contains(network, plain));
    }

    private static bool Contains(IPNetwork network, IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address),
        _ => true,
    };
}
