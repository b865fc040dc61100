using Microsoft.AspNetCore.Http;

namespace Telemetry.Web.Security;

/// <summary>Headers that keep text from telemetry inert, whatever mistake a page makes: no inline script, no inline style, nothing from elsewhere, no framing.</summary>
internal sealed class PageSecurityMiddleware(RequestDelegate next)
{
    // img-src data: Bootstrap draws its check marks and arrows that way.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // Set late, since error handling clears the headers that were set before it.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
