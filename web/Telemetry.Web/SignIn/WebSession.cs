using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Telemetry.Web.SignIn;

/// <summary>Who is signed in: a cookie, encrypted by data protection, that carries the API token the pages call the query API with.</summary>
public static class WebSession
{
    /// <summary>The authentication scheme of the cookie.</summary>
    public const string Scheme = "web";

    /// <summary>The authorization policy of every page.</summary>
    public const string Policy = "web";

    private const string TokenClaim = "telemetry:api-token";

    /// <summary>The API token of the user; null when nobody is signed in.</summary>
    public static string? FindApiToken(this ClaimsPrincipal user) => user.FindFirstValue(TokenClaim);

    /// <summary>What the user signs in with; null for whoever came in by the server's link.</summary>
    public static string? FindEmail(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email);

    /// <summary>Writes the cookie of somebody who came in by the server's link.</summary>
    internal static Task SignInWithTokenAsync(this HttpContext context, string apiToken) => SignInAsync(context, [new Claim(TokenClaim, apiToken)]);

    /// <summary>Writes the cookie of an account's session.</summary>
    internal static Task SignInAsync(this HttpContext context, SignedInAccount account) =>
        SignInAsync(context, [new Claim(TokenClaim, account.Token), new Claim(ClaimTypes.Name, account.Name), new Claim(ClaimTypes.Email, account.Email)]);

    /// <summary>At each page: a session that was ended elsewhere, or whose account has another password by now, is over here as well.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext cookie)
    {
        HttpContext context = cookie.HttpContext;
        IAccountDesk desk = context.RequestServices.GetRequiredService<IAccountDesk>();
        if (cookie.Principal?.FindApiToken() is not { } token || !await desk.IsGoodAsync(token, context.RequestAborted))
        {
            cookie.RejectPrincipal();
            await context.SignOutAsync(Scheme);
        }
    }

    private static Task SignInAsync(HttpContext context, IEnumerable<Claim> claims) =>
        context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), new AuthenticationProperties { IsPersistent = true });
}
