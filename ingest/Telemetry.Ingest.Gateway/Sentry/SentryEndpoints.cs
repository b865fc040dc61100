using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Ingest.Gateway.Listeners;

namespace Telemetry.Ingest.Gateway.Sentry;

/// <summary>What Sentry's SDKs send to: envelopes, and single events as SDKs before 2.0 do.</summary>
public static class SentryEndpoints
{
    /// <summary>Maps <c>/api/{project}/envelope/</c> and <c>/api/{project}/store/</c>, for every method: what is not POST is told so. docs/sentry-compatibility.md.</summary>
    public static void MapSentry(this IEndpointRouteBuilder endpoints)
    {
        var door = ActivatorUtilities.CreateInstance<SentryDoor>(endpoints.ServiceProvider);
        // Who may send says the ingest key, which the door asks for: a sign-in of people has no part in it.
        endpoints.Map("/api/{project}/envelope/", (RequestDelegate)door.HandleEnvelopeAsync).WithMetadata(GatewayListener.Http).AllowAnonymous();
        endpoints.Map("/api/{project}/store/", (RequestDelegate)door.HandleStoreAsync).WithMetadata(GatewayListener.Http).AllowAnonymous();
    }
}
