using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Telemetry.Control;
using Telemetry.Control.Tokens;
using Telemetry.Query.Api.Problems;

namespace Telemetry.Query.Api.Access;

/// <summary>Reads <c>Authorization: Bearer …</c> and asks the control database what the token allows.</summary>
internal sealed class BearerTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokenReader tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private bool _isUnavailable;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            return await tokens.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted) is { } grant
                ? Accept(grant)
                : AuthenticateResult.Fail("The token is not known.");
        }
        catch (ControlUnavailableException exception)
        {
            _isUnavailable = true;
            return AuthenticateResult.Fail(exception);
        }
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_isUnavailable)
        {
            return ApiProblem.Unavailable("The control database cannot be asked. Try again in a few seconds.").ExecuteAsync(Context);
        }

        Response.Headers[HeaderNames.WWWAuthenticate] = ApiAccess.Scheme;
        return ApiProblem.Unauthorized().ExecuteAsync(Context);
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.Forbidden().ExecuteAsync(Context);

    private AuthenticateResult Accept(ApiTokenGrant grant)
    {
        Context.Features.Set(grant);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, grant.Name)], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
