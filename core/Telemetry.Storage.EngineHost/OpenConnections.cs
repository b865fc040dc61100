using System.Net.Sockets;

namespace Telemetry.Storage.EngineHost;

/// <summary>Ends the HTTP connections that clients keep open between requests.</summary>
/// <remarks>
/// At its end the engine waits five seconds for them (measured on 26.7: <c>shutdown_wait_unfinished</c> is read by the server only, not by this
/// entry point) and then leaves by <c>_exit</c>. Ours are pooled and idle at that time: whoever uses the store has stopped before it.
/// </remarks>
internal static class OpenConnections
{
    private const string DescriptorDirectory = "/proc/self/fd";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends them, and those that come while the engine still listens, until the process ends. Does nothing where there is no <c>/proc</c>.</summary>
    public static async Task EndAllAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (Directory.Exists(DescriptorDirectory))
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries(DescriptorDirectory))
            {
                EndIfConnection(descriptor);
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private static void EndIfConnection(string descriptor)
    {
        try
        {
            if (new FileInfo(descriptor).LinkTarget is { } target && target.StartsWith("socket:", StringComparison.Ordinal))
            {
                // Not owned: the engine closes it when it sees the end of the stream.
                using var socket = new Socket(new SafeSocketHandle(nint.Parse(Path.GetFileName(descriptor)), ownsHandle: false));
                if (socket.ProtocolType == ProtocolType.Tcp && socket.Connected)
                {
                    socket.Shutdown(SocketShutdown.Both);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Closed in the meantime.
        }
    }
}
