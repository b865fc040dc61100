using System.Net;
using System.Net.Sockets;

namespace Telemetry.Alerting.Channels.Outgoing;

/// <summary>
/// Connects to where messages may go. A name is resolved once, here, and the connection goes to an address that was looked at: a name that means something else a moment later
/// (DNS rebinding) gains nothing.
/// </summary>
/// <param name="addresses">Where they may go.</param>
/// <param name="resolve">From a name to its addresses; the system's by default.</param>
public sealed class OutgoingDialer(OutgoingAddresses addresses, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>A connection; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="OutgoingRefusedException">None of its addresses may be reached.</exception>
    /// <exception cref="SocketException">None of them answers, or the name has none.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellationToken)
    {
        IPAddress[] found = IPAddress.TryParse(place.Host, out IPAddress? literal) ? [literal] : await _resolve(place.Host, cancellationToken);
        IPAddress[] usable = [.. found.Where(addresses.Allow)];
        if (found.Length > 0 && usable.Length == 0)
        {
            throw new OutgoingRefusedException($"'{place.Host}' is at {found[0]}, which is not on the public Internet. An operator can allow that network with Alerting:AllowedNetworks.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, place.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that messages may not go to.</summary>
public sealed class OutgoingRefusedException(string message) : Exception(message);
