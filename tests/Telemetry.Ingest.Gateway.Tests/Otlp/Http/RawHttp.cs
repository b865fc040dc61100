using System.Net.Sockets;
using System.Text;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Http;

/// <summary>HTTP/1 by hand, for what an HTTP library would not send. Text is ASCII.</summary>
internal static class RawHttp
{
    /// <summary>Sends, and reads until the server closes.</summary>
    public static async Task<string> SendAsync(Uri address, string text, CancellationToken cancellationToken)
    {
        using TcpClient client = await OpenAsync(address, text, cancellationToken);
        using var answer = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await answer.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Sends, and leaves the connection open.</summary>
    public static async Task<TcpClient> OpenAsync(Uri address, string text, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        return client;
    }
}
