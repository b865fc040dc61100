using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Telemetry.Ingest.Gateway.Listeners;

/// <summary>
/// Which of the gateway's listeners a connection came in by, and an endpoint belongs to. The process may serve the web on another listener
/// of the same server; <see cref="GatewayListenerMiddleware"/> keeps them apart.
/// </summary>
internal sealed class GatewayListener
{
    private GatewayListener()
    {
    }

    /// <summary>OTLP over gRPC.</summary>
    public static GatewayListener Grpc { get; } = new();

    /// <summary>OTLP over HTTP.</summary>
    public static GatewayListener Http { get; } = new();

    /// <summary>Marks every connection of a listener.</summary>
    public void Mark(ListenOptions listener) => listener.Use(next => connection =>
    {
        connection.Features.Set(this);
        return next(connection);
    });
}
