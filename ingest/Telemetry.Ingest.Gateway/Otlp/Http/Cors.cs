using Microsoft.AspNetCore.Http;

namespace Telemetry.Ingest.Gateway.Otlp.Http;

/// <summary>Lets pages of configured origins send from a browser. Off unless <see cref="GatewayOptions.CorsOrigins"/> names some.</summary>
internal sealed class Cors(GatewayOptions options)
{
    private const string AllowedHeaders = "content-type, content-encoding, x-telemetry-key, authorization";
    private const string MaxAgeSeconds = "7200";

    /// <summary>Marks the answer as readable when the origin is allowed. Returns whether it is.</summary>
    public bool Allow(HttpContext context)
    {
        string? origin = context.Request.Headers.Origin;
        if (origin is null || !(options.CorsOrigins.Contains("*") || options.CorsOrigins.Contains(origin)))
        {
            return false;
        }

        context.Response.Headers.AccessControlAllowOrigin = origin;
        context.Response.Headers.Vary = "Origin";
        return true;
    }

    /// <summary>Answers the question a browser asks before it sends. Returns whether it was one.</summary>
    public bool AnswerPreflight(HttpContext context)
    {
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0 || !Allow(context))
        {
            return false;
        }

        context.Response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        context.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        context.Response.Headers.AccessControlMaxAge = MaxAgeSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
