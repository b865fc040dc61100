using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telemetry.Control.Tokens;

namespace Telemetry.Query.Api.Tests;

/// <summary>Takes every caller for the holder of one grant: the control database gives out no tokens for single projects yet, and the API must obey them all the same.</summary>
internal sealed class GrantHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokenGrant grant)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Context.Features.Set(grant);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, grant.Name)], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }
}
