namespace Telemetry.Server.Listeners;

/// <summary>The doors of a process. An endpoint answers on its own door only, whatever a client asks for elsewhere.</summary>
internal enum Listener
{
    /// <summary>Pages, query API, health and metrics.</summary>
    Http,

    /// <summary>OTLP over gRPC: HTTP/2 without TLS.</summary>
    OtlpGrpc,

    /// <summary>OTLP over HTTP/1.1.</summary>
    OtlpHttp,
}
