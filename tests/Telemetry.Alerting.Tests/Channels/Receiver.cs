using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Telemetry.Alerting.Tests.Channels;

/// <summary>A server on loopback that reads each request whole and answers with the bytes it is given, well-formed or not.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _accepting;

    public Receiver(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/hook");

    /// <summary>Head and body of each request.</summary>
    public List<string> Requests { get; } = [];

    public static Receiver Of(string answer) => new((stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                running.Add(HandleAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                string request = await ReadAsync(stream);
                lock (Requests)
                {
                    Requests.Add(request);
                }

                await _answer(stream, _end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The client gave up, which is what some tests are about.
            }
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[65536];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), _end.Token);
            length += read;
            string text = Encoding.UTF8.GetString(buffer, 0, length);
            int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (head >= 0 && text.Length - head - 4 >= BodyLength(text[..head])))
            {
                return text;
            }
        }
    }

    private static int BodyLength(string head) =>
        head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
}
