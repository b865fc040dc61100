using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Google.Rpc;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using Telemetry.Ingest.Gateway.Tests.Fuzzing;
using Telemetry.Ingest.Gateway.Tests.Otlp.Http;
using Telemetry.Ingest.Gateway.Tests.Otlp.Json;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

public sealed class OtlpHttpEndpointsTests(SharedGateway shared)
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Captures_AreInTheQueueAsSent()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        foreach (OtlpCapture capture in OtlpCaptures.All.Where(capture => !capture.IsGrpc && capture.Signal != Signal.Metrics))
        {
            using HttpResponseMessage response = await host.PostAsync(
                capture.Path, capture.Body, capture.Headers["content-type"], capture.Headers.GetValueOrDefault("content-encoding"));

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            IntakeFrame frame = Assert.Single(await host.ReceiveAsync(capture.Signal == Signal.Logs ? Lane.Logs : Lane.Spans));
            if (capture.IsJson)
            {
                Assert.Equal(capture.ParseLogs(), ExportLogsServiceRequest.Parser.ParseFrom(frame.Payload.Span));
            }
            else
            {
                Assert.Equal(capture.DecodedBody(), frame.Payload.ToArray());
            }
        }
    }

    [Fact]
    public async Task Post_JsonCompressed_IsInTheQueueAsProtobuf()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(200).Build();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", RequestBytes.Gzip(OtlpJsonWriter.Write(request)), "application/json; charset=UTF-8", "GZIP");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Logs));
        Assert.Equal(request, ExportLogsServiceRequest.Parser.ParseFrom(frame.Payload.Span));
    }

    [Theory]
    [InlineData(Protobuf, "", Protobuf, "")]
    [InlineData(Json, "{}", Json, "{}")]
    [InlineData("application/json;charset=utf-8", "", Json, "{}")]
    [InlineData("Application/JSON", " {\"resourceLogs\":[]} ", Json, "{}")]
    public async Task Post_NothingInIt_IsSuccessInTheSameEncoding(string contentType, string body, string expectedType, string expectedBody)
    {
        using HttpResponseMessage response = await shared.Host.PostAsync("/v1/logs", System.Text.Encoding.UTF8.GetBytes(body), contentType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expectedType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(expectedBody, await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Post_Metrics_ArePartlyAccepted()
    {
        byte[] bytes = RequestSeeds.Of(Signal.Metrics).MaxBy(seed => seed.Length)!;

        using HttpResponseMessage protobuf = await shared.Host.PostAsync("/v1/metrics", bytes, Protobuf);
        using HttpResponseMessage json = await shared.Host.PostAsync("/v1/metrics", OtlpJsonWriter.Write(ExportMetricsServiceRequest.Parser.ParseFrom(bytes)), Json);

        ExportMetricsServiceResponse expected = ExportMetricsServiceResponse.Parser.ParseFrom(await protobuf.Content.ReadAsByteArrayAsync(Token));
        Assert.NotEqual(0, expected.PartialSuccess.RejectedDataPoints);
        Assert.Equal(expected, JsonParser.Default.Parse<ExportMetricsServiceResponse>(await json.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task Post_InChunks_IsAccepted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs")
        {
            Content = new StreamContent(new MemoryStream(new LogsRequestBuilder().WithRecords(2000).ToBytes())),
            Headers = { TransferEncodingChunked = true },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shared.Host.Key);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Protobuf);

        using HttpResponseMessage response = await shared.Host.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public static TheoryData<string, string, byte[], string?, int, int> Refusals() => new()
    {
        { "not protobuf", Protobuf, [0xff], null, 400, 3 },
        { "not JSON", Json, "{\"resourceLogs\":1}"u8.ToArray(), null, 400, 3 },
        { "not gzip", Protobuf, [1, 2, 3], "gzip", 400, 3 },
        { "gzip cut off", Json, RequestBytes.Gzip(new byte[10_000])[..^9], "gzip", 400, 3 },
        { "too large", Protobuf, new byte[(20 << 20) + 1], null, 413, 8 },
        { "unknown encoding", Protobuf, [], "zstd", 415, 12 },
        { "two encodings", Json, RequestBytes.Gzip(RequestBytes.Gzip("{}"u8.ToArray())), "gzip, gzip", 415, 12 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Post_Refused_SaysSoInTheSameEncoding(string what, string contentType, byte[] body, string? encoding, int expectedHttp, int expectedCode)
    {
        using HttpResponseMessage response = await shared.Host.PostAsync("/v1/logs", body, contentType, encoding);

        Assert.True(expectedHttp == (int)response.StatusCode, $"{what}: {response.StatusCode}");
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(expectedCode, (await StatusOfAsync(response)).Code);
        Assert.Null(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(Protobuf)]
    [InlineData(Json)]
    public async Task Post_BadRequest_NamesTheFault(string contentType)
    {
        using HttpResponseMessage response = await shared.Host.PostAsync("/v1/logs", "x"u8.ToArray(), contentType);

        Status status = await StatusOfAsync(response);
        Assert.Equal(status.Message, Assert.Single(Assert.Single(status.Details).Unpack<BadRequest>().FieldViolations).Description);
        Assert.Contains(" byte ", status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Protobuf)]
    [InlineData(Json)]
    public async Task Post_GzipBomb_IsTooLarge(string contentType)
    {
        using HttpResponseMessage response = await shared.Host.PostAsync("/v1/traces", RequestBytes.Bomb, contentType, "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_WithoutAValidKey_IsUnauthorized()
    {
        using HttpResponseMessage response = await shared.Host.Http.PostAsJsonAsync("/v1/logs", new object(), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Post_OtherContentTypes_AreUnsupported(string contentType)
    {
        using HttpResponseMessage response = await shared.Host.PostAsync("/v1/logs", "{}"u8.ToArray(), contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(12, (await StatusOfAsync(response)).Code);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task OtherMethods_AreNotAllowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1/logs");

        using HttpResponseMessage response = await shared.Host.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal(12, (await StatusOfAsync(response)).Code);
    }

    [Theory]
    [InlineData("/v1development/profiles")]
    [InlineData("/")]
    public async Task Post_OtherPaths_AreNotFound(string path)
    {
        using HttpResponseMessage response = await shared.Host.PostAsync(path, [], Protobuf);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(12, (await StatusOfAsync(response)).Code);
    }

    [Fact]
    public async Task Post_QueueIsFull_IsUnavailableWithRetryAfter()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Queue:MaxBytes", "65536"));
        byte[] body = new LogsRequestBuilder().WithRecords(1000).ToBytes();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", body, Protobuf);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.True(Assert.Single((await StatusOfAsync(response)).Details).Is(RetryInfo.Descriptor));
    }

    [Fact]
    public async Task Post_BodyThatDoesNotEnd_IsGivenUp()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:BodyTimeout", "00:00:00.3"));
        string request = $"POST /v1/logs HTTP/1.1\r\nHost: x\r\nx-telemetry-key: {host.Key}\r\nContent-Type: {Json}\r\nContent-Length: 1000\r\n\r\n{{";

        string answer = await RawHttp.SendAsync(host.HttpAddress, request, Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":4", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n{", "HTTP/1.1 400 ")]
    [InlineData("Content-Length: -1\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("Connection: close\r\n\r\n", "HTTP/1.1 200 ")]
    public async Task Post_BrokenFraming_IsABadRequest(string rest, string expected)
    {
        string request = $"POST /v1/logs HTTP/1.1\r\nHost: x\r\nx-telemetry-key: {shared.Host.Key}\r\nContent-Type: {Json}\r\n{rest}";

        string answer = await RawHttp.SendAsync(shared.Host.HttpAddress, request, Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ClientGoesInTheMiddle_LeavesNothingBehind()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        string request = $"POST /v1/logs HTTP/1.1\r\nHost: x\r\nx-telemetry-key: {host.Key}\r\nContent-Type: {Json}\r\nContent-Length: 1000\r\n\r\n{{";

        using (await RawHttp.OpenAsync(host.HttpAddress, request, Token))
        {
            await host.BytesInFlightAsync(bytes => bytes > 0);
        }

        await host.BytesInFlightAsync(bytes => bytes == 0);
    }

    [Fact]
    public async Task Post_FloodOfHeaders_IsRefused()
    {
        string headers = string.Concat(Enumerable.Range(0, 200).Select(number => $"x-{number}: {number}\r\n"));

        string answer = await RawHttp.SendAsync(shared.Host.HttpAddress, $"POST /v1/logs HTTP/1.1\r\nHost: x\r\n{headers}\r\n", Token);

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_OriginsAreConfigured_AnswersThePreflight()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:CorsOrigins:0", "https://shop.example"));

        using HttpResponseMessage allowed = await host.Http.SendAsync(Preflight("https://shop.example"), Token);
        using HttpResponseMessage other = await host.Http.SendAsync(Preflight("https://other.example"), Token);

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("https://shop.example", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("x-telemetry-key", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, other.StatusCode);
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static HttpRequestMessage Preflight(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/v1/logs");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return request;
    }

    private static async Task<Status> StatusOfAsync(HttpResponseMessage response)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(Token);
        if (response.Content.Headers.ContentType?.MediaType == Protobuf)
        {
            return Status.Parser.ParseFrom(body);
        }

        // What protobuf itself makes of our JSON, details included.
        var types = Google.Protobuf.Reflection.TypeRegistry.FromMessages(RetryInfo.Descriptor, BadRequest.Descriptor);
        return new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(types)).Parse<Status>(JsonDocument.Parse(body).RootElement.GetRawText());
    }
}
