using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Grpc;
using Telemetry.Ingest.Gateway.Otlp.Http;

namespace Telemetry.Ingest.Gateway.Listeners;

/// <summary>
/// Serves the gateway's endpoints on the gateway's listeners and nowhere else, and nothing else on them: opening the port for telemetry does
/// not open the web interface.
/// </summary>
internal sealed class GatewayListenerMiddleware(RequestDelegate next)
{
    private static readonly IntakeAnswer NothingThere = new(AnswerKind.NotFound, "Nothing is served at this path.");

    /// <summary>Runs behind routing.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        GatewayListener? listener = context.Features.Get<GatewayListener>();
        GatewayListener? owner = context.GetEndpoint()?.Metadata.GetMetadata<GatewayListener>();
        return listener == owner ? next(context) : RefuseAsync(context, listener);
    }

    private static async Task RefuseAsync(HttpContext context, GatewayListener? listener)
    {
        if (listener is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (GrpcAnswer.IsGrpc(context.Request.ContentType))
        {
            await GrpcAnswer.WriteAsync(context.Response, NothingThere);
        }
        else
        {
            await HttpAnswer.WriteAsync(context.Response, NothingThere, signal: null, OtlpContentTypes.Parse(context.Request.ContentType) ?? OtlpEncoding.Json);
        }
    }
}
