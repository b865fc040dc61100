using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Ingest.Gateway.Listeners;
using Telemetry.Ingest.Gateway.Otlp.Http;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>OTLP over HTTP: one path for each signal.</summary>
public static class OtlpHttpEndpoints
{
    /// <summary>Maps <c>/v1/logs</c>, <c>/v1/traces</c> and <c>/v1/metrics</c>, for every method: what is not POST is told so.</summary>
    public static void MapOtlpHttp(this IEndpointRouteBuilder endpoints)
    {
        foreach (OtlpSignal signal in OtlpSignal.All)
        {
            var export = ActivatorUtilities.CreateInstance<HttpExport>(endpoints.ServiceProvider, signal);
            // Who may send says the ingest key, which the receiver asks for: a sign-in of people has no part in it.
            endpoints.Map(signal.HttpPath, (RequestDelegate)export.HandleAsync).WithMetadata(GatewayListener.Http).AllowAnonymous();
        }
    }
}
