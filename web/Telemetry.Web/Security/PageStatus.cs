using Microsoft.AspNetCore.Http;

namespace Telemetry.Web.Security;

/// <summary>The status of a page that itself says what is wrong.</summary>
internal static class PageStatus
{
    /// <summary>
    /// Sets the status, unless the page has been sent already. At the last moment: Blazor takes a status of 404 that it sees
    /// earlier as a wish for the not-found page, and throws this page away.
    /// </summary>
    public static void SetPageStatus(this HttpContext context, int status)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            });
        }
    }
}
