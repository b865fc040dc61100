using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Telemetry.Ingest.Gateway.Listeners;

/// <summary>Sets Kestrel up for the gateway.</summary>
public static class GatewayListeners
{
    // A client's header section is a few hundred bytes; HTTP/2 may repeat it on each of its streams.
    private const int MaxHeaderBytes = 16 * 1024;
    private const int MaxHeaderCount = 64;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(2);

    // What a client may send ahead of our reading, on a connection and on a stream: also what it can make us hold without a key.
    private const int ConnectionWindowBytes = 1024 * 1024;
    private const int StreamWindowBytes = 768 * 1024;
    private const int MaxStreams = 100;

    /// <summary>Listens for OTLP over gRPC: HTTP/2, unencrypted unless <paramref name="configure"/> adds TLS.</summary>
    public static void ListenOtlpGrpc(this KestrelServerOptions kestrel, IPEndPoint address, Action<ListenOptions>? configure = null) =>
        Listen(kestrel, address, GatewayListener.Grpc, HttpProtocols.Http2, configure);

    /// <summary>Listens for OTLP over HTTP: HTTP/1.1, and HTTP/2 when <paramref name="configure"/> adds TLS, as the two are told apart there only.</summary>
    public static void ListenOtlpHttp(this KestrelServerOptions kestrel, IPEndPoint address, Action<ListenOptions>? configure = null) =>
        Listen(kestrel, address, GatewayListener.Http, HttpProtocols.Http1AndHttp2, configure);

    /// <summary>Sets the limits of the server. They are Kestrel's, so they hold for its other listeners too.</summary>
    public static void LimitForGateway(this KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = IdleTimeout;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaderCount;
        limits.Http2.MaxStreamsPerConnection = MaxStreams;
        limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
    }

    /// <summary>Keeps the gateway's endpoints and everything else of the process on their own listeners. Goes behind routing.</summary>
    public static IApplicationBuilder UseGatewayListeners(this IApplicationBuilder app) => app.UseMiddleware<GatewayListenerMiddleware>();

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint address, GatewayListener listener, HttpProtocols protocols, Action<ListenOptions>? configure) =>
        kestrel.Listen(address, options =>
        {
            options.Protocols = protocols;
            listener.Mark(options);
            configure?.Invoke(options);
        });
}
