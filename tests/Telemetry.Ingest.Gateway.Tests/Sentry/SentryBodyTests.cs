using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Ingest.Gateway.Tests.Otlp;
using Telemetry.Messaging;
using Xunit;
using ZstdSharp;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

/// <summary>Bodies in every encoding, damaged, too large.</summary>
public sealed class SentryBodyTests(SharedGateway shared)
{
    private static readonly string Event = $"{{}}\n{SentryPosts.Item("event", $"{{\"event_id\":\"{new string('a', 32)}\",\"message\":\"{new string('x', 5000)}\"}}")}";

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("deflate-raw")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Post_Encoding_IsRead(string encoding)
    {
        using HttpResponseMessage response = await shared.Host.PostEnvelopeAsync(Compress(Encoding.UTF8.GetBytes(Event), encoding), encoding.Replace("-raw", "", StringComparison.Ordinal));

        Assert.Equal(new string('a', 32), await response.AcceptedIdAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    public async Task Post_DamagedData_IsABadRequest(string encoding)
    {
        byte[] body = Compress(Encoding.UTF8.GetBytes(Event), encoding);
        body.AsSpan(4).Fill(0xee);

        using HttpResponseMessage response = await shared.Host.PostEnvelopeAsync(body, encoding);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(response.Headers.Contains("X-Sentry-Error"));
        Assert.Equal(JsonValueKind.String, (await response.JsonAsync()).GetProperty("detail").ValueKind);
    }

    [Fact]
    public async Task Post_UnknownEncoding_IsABadRequest()
    {
        using HttpResponseMessage response = await shared.Host.PostEnvelopeAsync(Event, "compress");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Post_CrashInFrontOfAHugeAttachment_IsKept(string encoding)
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:MaxHttpBodyBytes", "100000"), ("Gateway:MaxGrpcMessageBytes", "100000"));
        byte[] body = [.. Encoding.UTF8.GetBytes(Event + "{\"type\":\"attachment\",\"length\":3000000}\n"), .. new byte[3_000_000], .. "\n{\"type\":\"session\"}\n{}\n"u8];

        using HttpResponseMessage response = await host.PostEnvelopeAsync(Compress(body, encoding), encoding);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(new string('a', 32), Assert.Single(await host.ReceiveAsync(Lane.Crashes)).Json().GetProperty("header").GetProperty("event_id").GetString());
        Assert.Equal(["attachments too_large 1"], await host.DropsAsync(1));
        await host.BytesInFlightAsync(bytes => bytes == 0);
    }

    [Fact]
    public async Task Post_Bomb_IsTooLargeAndLeavesNothing()
    {
        using HttpResponseMessage response = await shared.Host.PostEnvelopeAsync(RequestBytes.Bomb, "gzip");

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Post_InChunksWithoutContentType_IsRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/1/envelope/?sentry_key={shared.Host.Key}")
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Event))),
            Headers = { TransferEncodingChunked = true },
        };

        using HttpResponseMessage response = await shared.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(new string('a', 32), await response.AcceptedIdAsync());
    }

    internal static byte[] Compress(byte[] body, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding.ToLowerInvariant() switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest),
            "deflate-raw" => new DeflateStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            "zstd" => new CompressionStream(compressed),
            _ => compressed,
        })
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }
}
