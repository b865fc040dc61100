using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Telemetry.Web.SignIn;

/// <summary>Signing out. Signing in is <c>LoginPage</c>.</summary>
internal static class SignInEndpoints
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/logout", SignOutAsync).RequireAuthorization(WebSession.Policy);

    // The form value is not read, but naming it makes the endpoint a form endpoint, which the antiforgery middleware then checks.
    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, IAccountDesk desk, [FromForm] string? reason)
    {
        _ = reason;
        if (context.User.FindApiToken() is { } token)
        {
            await desk.EndAsync(token, context.RequestAborted);
        }

        await context.SignOutAsync(WebSession.Scheme);
        return TypedResults.LocalRedirect("~/login?out=1");
    }
}
