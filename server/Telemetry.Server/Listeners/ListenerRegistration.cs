using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Telemetry.Server.Listeners;

/// <summary>One Kestrel, several doors.</summary>
internal static class ListenerRegistration
{
    public static void AddListeners(this WebApplicationBuilder builder, ListenerSockets sockets)
    {
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = sockets.Take);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ListenerMatcherPolicy>());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach ((Listener listener, IPEndPoint endPoint) in sockets.All)
            {
                kestrel.Listen(endPoint, options => Configure(options, listener));
            }
        });
    }

    /// <summary>A group of endpoints that answers on that door only.</summary>
    public static RouteGroupBuilder On(this IEndpointRouteBuilder endpoints, Listener listener) =>
        endpoints.MapGroup("").WithMetadata(new ListenerFeature(listener));

    /// <summary>Ends the way of an OTLP request here: it needs no sign-in, no anti-forgery and no error page, and there are many of them.</summary>
    public static void UseOtlpShortcut(this WebApplication app) =>
        app.MapWhen(
            context => context.Features.Get<ListenerFeature>() is not { Listener: Listener.Http },
            branch => branch.UseEndpoints(_ => { }));

    private static void Configure(ListenOptions options, Listener listener)
    {
        // Without TLS there is no negotiation: a gRPC client speaks HTTP/2 from the first byte, and others speak HTTP/1.1.
        options.Protocols = listener == Listener.OtlpGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
        var feature = new ListenerFeature(listener);
        options.Use(next => connection =>
        {
            connection.Features.Set(feature);
            return next(connection);
        });
    }
}
