using System.Net;
using System.Net.Sockets;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Listeners;

/// <summary>
/// The sockets of a process, bound before anything else is made: so a port that is taken is found out at once, and one that was left to the
/// system is known to every part that needs its address. Nobody is let in before Kestrel listens on them.
/// </summary>
internal sealed class ListenerSockets : IDisposable
{
    private readonly Dictionary<Listener, Socket> _sockets = [];

    private ListenerSockets()
    {
    }

    /// <summary>The doors of this process with their real ports.</summary>
    public IEnumerable<(Listener Listener, IPEndPoint EndPoint)> All => _sockets.Select(pair => (pair.Key, EndPointOf(pair.Value)));

    /// <summary>Binds what the roles need.</summary>
    /// <exception cref="SettingsException">An address cannot be had.</exception>
    public static ListenerSockets Bind(ServerSettings settings)
    {
        var sockets = new ListenerSockets();
        try
        {
            sockets.Bind(Listener.Http, ServerOption.Http, settings.Http);
            if (settings.Has(ServerRoles.Gateway))
            {
                sockets.Bind(Listener.OtlpGrpc, ServerOption.OtlpGrpc, settings.OtlpGrpc);
                sockets.Bind(Listener.OtlpHttp, ServerOption.OtlpHttp, settings.OtlpHttp);
            }

            return sockets;
        }
        catch
        {
            sockets.Dispose();
            throw;
        }
    }

    /// <summary>The address for somebody on this machine; null when this process has no such door.</summary>
    public Uri? Find(Listener listener) => _sockets.TryGetValue(listener, out Socket? socket) ? ListenAddress.ToUri(EndPointOf(socket)) : null;

    /// <summary>The bound socket of an end point, for Kestrel, which owns it from then on.</summary>
    public Socket Take(EndPoint endPoint) => _sockets.Values.First(socket => endPoint.Equals(socket.LocalEndPoint));

    public void Dispose()
    {
        foreach (Socket socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static IPEndPoint EndPointOf(Socket socket) =>
        socket.LocalEndPoint as IPEndPoint ?? throw new InvalidOperationException("The socket is not bound.");

    private void Bind(Listener listener, ServerOption option, IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(listener, socket);
        try
        {
            socket.Bind(endPoint);
        }
        catch (SocketException exception)
        {
            throw new SettingsException(exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"{option.Name} {endPoint} is taken: another process listens there. Stop it, or choose another port (0: any free one)."
                : $"{option.Name} {endPoint} cannot be had: {exception.Message}.");
        }
    }
}
