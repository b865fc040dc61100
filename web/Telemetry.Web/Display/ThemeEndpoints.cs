using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Display;

/// <summary>Choosing the theme without script; with script the button does the same in place.</summary>
internal static class ThemeEndpoints
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static void MapTheme(this IEndpointRouteBuilder routes) => routes.MapPost("/theme", Choose).RequireAuthorization(WebSession.Policy);

    private static RedirectHttpResult Choose(HttpContext context, [FromForm] string? theme, [FromForm(Name = "return")] string? back)
    {
        if (Theme.Checked(theme) is { } chosen)
        {
            context.Response.Cookies.Append(Theme.Cookie, chosen, new CookieOptions { MaxAge = Remembered, SameSite = SameSiteMode.Lax });
        }
        else
        {
            context.Response.Cookies.Delete(Theme.Cookie);
        }

        return TypedResults.LocalRedirect(ReturnAddress.Checked(back));
    }
}
