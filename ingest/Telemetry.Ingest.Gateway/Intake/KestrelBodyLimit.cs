using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>Kestrel's own limit of a body.</summary>
internal static class KestrelBodyLimit
{
    /// <summary>Lifts it: ours is checked before the bytes are kept, and answers in the request's protocol. Kestrel's is one for all listeners.</summary>
    public static void Lift(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }
    }
}
