using System.Buffers.Binary;
using System.Net;
using Telemetry.Testing.Captures;

namespace Telemetry.Testing.Server;

/// <summary>Sends a capture as its client did: same bytes, same headers, another host and key.</summary>
public static class CaptureRequests
{
    private const int FrameHeaderLength = 5;

    /// <summary>The request for a server that is ready.</summary>
    public static HttpRequestMessage RequestFor(this ServerReady ready, OtlpCapture capture)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, (capture.IsGrpc ? ready.OtlpGrpc : ready.OtlpHttp) + capture.Path)
        {
            Version = capture.IsGrpc ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(capture.IsGrpc ? Framed(capture.Body) : capture.Body),
        };
        request.Headers.Add("x-telemetry-key", ready.Project?.Key);
        request.Content.Headers.TryAddWithoutValidation("content-type", capture.IsGrpc ? "application/grpc" : capture.Headers["content-type"]);
        if (!capture.IsGrpc && capture.Headers.TryGetValue("content-encoding", out string? encoding))
        {
            request.Content.Headers.TryAddWithoutValidation("content-encoding", encoding);
        }

        return request;
    }

    // A gRPC message: one byte for compression, four for the length.
    private static byte[] Framed(byte[] message)
    {
        byte[] framed = new byte[FrameHeaderLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, FrameHeaderLength);
        return framed;
    }
}
