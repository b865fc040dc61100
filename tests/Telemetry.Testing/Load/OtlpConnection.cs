using System.Net.Sockets;
using Telemetry.Model;
using Telemetry.Testing.Load.Http2;

namespace Telemetry.Testing.Load;

/// <summary>
/// An OTLP client over gRPC with one request in flight, on an HTTP/2 of its own: HttpClient and Grpc.Net.Client cost several times the
/// processor time per small request, on the machine that is being measured. Reconnects by itself. Not for several callers at once.
/// </summary>
public sealed class OtlpConnection : IDisposable
{
    private readonly Uri _address;
    private readonly HeaderBlocks _headers;
    private readonly bool _gzip;
    private Http2Connection? _connection;

    /// <summary>Connects at the first request.</summary>
    /// <param name="address">For example <c>http://127.0.0.1:4317</c>.</param>
    /// <param name="signal">Logs, spans or metrics.</param>
    /// <param name="key">The ingest key.</param>
    /// <param name="gzip">The payloads are compressed already.</param>
    public OtlpConnection(Uri address, Signal signal, string key, bool gzip)
    {
        _address = address;
        _gzip = gzip;
        List<(string, string)> headers =
        [
            (":method", "POST"), (":scheme", "http"), (":authority", address.Authority), (":path", Path(signal)),
            ("content-type", "application/grpc"), ("te", "trailers"), ("user-agent", "telemetry-load/1.0"), ("x-telemetry-key", key),
        ];
        if (gzip)
        {
            headers.Add(("grpc-encoding", "gzip"));
        }

        _headers = new HeaderBlocks(headers);
    }

    /// <summary>Sends one request and waits for its trailers. Throws only when <paramref name="cancellationToken"/> says so; the connection then starts anew.</summary>
    public async Task<ExportAnswer> ExportAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            _connection ??= await Http2Connection.OpenAsync(_address, _headers, cancellationToken);
            await _connection.SendAsync(payload, _gzip, cancellationToken);
            return await _connection.ReceiveAsync(cancellationToken);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            Close();
            return ExportAnswer.Lost(error.Message);
        }
        catch (OperationCanceledException)
        {
            Close();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Close();

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static string Path(Signal signal) => signal switch
    {
        Signal.Logs => "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
        Signal.Spans => "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
        _ => "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
    };
}
