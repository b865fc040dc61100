using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Telemetry.Demo;

/// <summary>Sends to a running server as its clients do: over gRPC, and over HTTP where a capture came that way. Counts what was accepted.</summary>
internal sealed class DemoSender : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly HttpClient _http;
    private readonly Metadata _headers;
    private readonly LogsService.LogsServiceClient _logs;
    private readonly TraceService.TraceServiceClient _traces;

    public DemoSender(ReadyFile server)
    {
        _channel = GrpcChannel.ForAddress(server.OtlpGrpc);
        _http = new HttpClient { BaseAddress = server.OtlpHttp };
        _http.DefaultRequestHeaders.Add("x-telemetry-key", server.Key);
        _headers = new Metadata { { "x-telemetry-key", server.Key } };
        _logs = new LogsService.LogsServiceClient(_channel);
        _traces = new TraceService.TraceServiceClient(_channel);
    }

    public long Logs { get; private set; }

    public long Spans { get; private set; }

    public async Task SendAsync(ExportLogsServiceRequest request, CancellationToken cancellationToken)
    {
        await _logs.ExportAsync(request, _headers, cancellationToken: cancellationToken);
        Logs += request.ResourceLogs.Sum(resource => resource.ScopeLogs.Sum(scope => scope.LogRecords.Count));
    }

    public async Task SendAsync(ExportTraceServiceRequest request, CancellationToken cancellationToken)
    {
        await _traces.ExportAsync(request, _headers, cancellationToken: cancellationToken);
        Spans += request.ResourceSpans.Sum(resource => resource.ScopeSpans.Sum(scope => scope.Spans.Count));
    }

    /// <summary>The same over OTLP/HTTP with protobuf.</summary>
    public async Task PostAsync(string path, IMessage request, CancellationToken cancellationToken)
    {
        using ByteArrayContent content = new(request.ToByteArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using HttpResponseMessage answer = await _http.PostAsync(path, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _channel.Dispose();
        _http.Dispose();
    }
}
