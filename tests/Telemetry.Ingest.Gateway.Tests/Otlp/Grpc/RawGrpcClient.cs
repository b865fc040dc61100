using System.Net;
using Google.Rpc;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;

/// <summary>Calls by hand, for what a gRPC library would not send: wrong frames, wrong headers.</summary>
internal sealed class RawGrpcClient(GatewayHost host) : IDisposable
{
    public const string LogsExport = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

    private readonly HttpClient _client = new(new SocketsHttpHandler()) { BaseAddress = host.GrpcAddress };

    public async Task<RawGrpcAnswer> CallAsync(byte[] body, string path = LogsExport, string contentType = "application/grpc", params (string Name, string Value)[] headers) =>
        await CallAsync(new ByteArrayContent(body), path, contentType, headers);

    public async Task<RawGrpcAnswer> CallAsync(HttpContent content, string path = LogsExport, string contentType = "application/grpc", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.ParseAdd("trailers");
        request.Headers.Add("x-telemetry-key", host.Key);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        return new RawGrpcAnswer(
            response.StatusCode,
            Field(response, "grpc-status") is { } status ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) : null,
            Field(response, "grpc-message") is { } message ? Uri.UnescapeDataString(message) : null,
            Field(response, "grpc-status-details-bin") is { } details ? Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '='))) : null,
            answer,
            response.Headers.TryGetValues("grpc-accept-encoding", out IEnumerable<string>? encodings) ? string.Join(',', encodings) : null);
    }

    public void Dispose() => _client.Dispose();

    private static string? Field(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out IEnumerable<string>? values) || response.Headers.TryGetValues(name, out values) ? values.Single() : null;
}

internal sealed record RawGrpcAnswer(HttpStatusCode Http, int? Status, string? Message, Status? Details, byte[] Body, string? AcceptEncoding);
