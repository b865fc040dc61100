using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Ingest.Gateway.Listeners;
using Telemetry.Ingest.Gateway.Otlp.Grpc;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>OTLP over gRPC: the <c>Export</c> of each signal's service.</summary>
public static class OtlpGrpcEndpoints
{
    /// <summary>Maps <c>LogsService</c>, <c>TraceService</c> and <c>MetricsService</c>.</summary>
    public static void MapOtlpGrpc(this IEndpointRouteBuilder endpoints)
    {
        foreach (OtlpSignal signal in OtlpSignal.All)
        {
            var call = ActivatorUtilities.CreateInstance<GrpcExport>(endpoints.ServiceProvider, signal);
            // Who may send says the ingest key, which the receiver asks for: a sign-in of people has no part in it.
            endpoints.MapPost(signal.GrpcPath, (RequestDelegate)call.HandleAsync).WithMetadata(GatewayListener.Grpc).AllowAnonymous();
        }
    }
}
