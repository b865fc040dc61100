using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Telemetry.Storage.Engine;

/// <summary>Picks a port for the engine.</summary>
internal static class LoopbackPort
{
    // Below the range from which Linux, macOS and Windows take the ports of outgoing connections: one of those must not
    // sit on the engine's port when it restarts, because the endpoint cannot change any more.
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;
    private const int MaxAttempts = 100;

    /// <summary>A port on which nobody listens now.</summary>
    /// <exception cref="StorageStartException">None found.</exception>
    public static int FindFree()
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(FirstPort, LastPort);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new StorageStartException($"No free port on 127.0.0.1 between {FirstPort} and {LastPort}: name one by Storage:Port.");
    }

    /// <summary>Whether the port can be listened on now.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
