using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

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

    /// <summary>Writes the cookie.</summary>
    internal static Task SignInWithTokenAsync(this HttpContext context, string apiToken)
    {
        var identity = new ClaimsIdentity([new Claim(TokenClaim, apiToken)], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }
}
