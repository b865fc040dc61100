using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Telemetry.Ingest.Gateway;
using Telemetry.Ingest.Gateway.Listeners;

namespace Telemetry.Server.Listeners;

/// <summary>One Kestrel, several doors.</summary>
internal static class ListenerRegistration
{
    public static void AddListeners(this WebApplicationBuilder builder, ListenerSockets sockets)
    {
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = sockets.Take);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (kestrel.ApplicationServices.GetService<GatewayOptions>() is { } gateway)
            {
                kestrel.LimitForGateway(gateway);
            }

            foreach ((Listener listener, IPEndPoint endPoint) in sockets.All)
            {
                Listen(kestrel, listener, endPoint);
            }
        });
    }

    /// <summary>Ends the way of an OTLP request here: it needs no sign-in, no anti-forgery and no error page, and there are many of them. Goes behind routing.</summary>
    public static void UseOtlpShortcut(this WebApplication app, ListenerSockets sockets)
    {
        int?[] ports = [sockets.Find(Listener.OtlpGrpc)?.Port, sockets.Find(Listener.OtlpHttp)?.Port];
        app.MapWhen(context => ports.Contains(context.Connection.LocalPort), otlp => otlp.UseGatewayListeners().UseEndpoints(_ => { }));
        // And the other way round: what belongs there is not found here.
        app.UseGatewayListeners();
    }

    private static void Listen(KestrelServerOptions kestrel, Listener listener, IPEndPoint endPoint)
    {
        switch (listener)
        {
            case Listener.OtlpGrpc:
                kestrel.ListenOtlpGrpc(endPoint);
                break;
            case Listener.OtlpHttp:
                kestrel.ListenOtlpHttp(endPoint, OnlyHttp1);
                break;
            default:
                kestrel.Listen(endPoint, OnlyHttp1);
                break;
        }
    }

    // Without TLS there is no negotiation of a protocol, so HTTP/2 is for those who know beforehand; browsers and most exporters do not.
    private static void OnlyHttp1(ListenOptions options) => options.Protocols = HttpProtocols.Http1;
}
