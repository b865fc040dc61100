using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Telemetry.Control.Tokens;

namespace Telemetry.Query.Api.Access;

/// <summary>Who may call the query API.</summary>
public static class ApiAccess
{
    /// <summary>The policy of what only reads: a bearer token that is known.</summary>
    public const string Policy = "api";

    /// <summary>The policy of what changes something of a project: a token of scope <c>write</c>.</summary>
    public const string WritePolicy = "api-write";

    /// <summary>The policy of what changes the installation: a token of scope <c>admin</c>.</summary>
    public const string AdminPolicy = "api-admin";

    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "Bearer";

    /// <summary>What the caller's token allows. Only behind a policy.</summary>
    internal static ApiTokenGrant Grant(this HttpContext context) =>
        context.Features.Get<ApiTokenGrant>() ?? throw new InvalidOperationException("The request has not passed a policy of the query API.");

    /// <summary>Adds the policies. Whatever names none is closed to everybody.</summary>
    internal static void AddApiPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Policy, Requires(TokenScope.Read))
        .AddPolicy(WritePolicy, Requires(TokenScope.Write))
        .AddPolicy(AdminPolicy, Requires(TokenScope.Admin))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().RequireAssertion(static _ => false).Build());

    private static AuthorizationPolicy Requires(TokenScope scope) => new AuthorizationPolicyBuilder(Scheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(context => context.Resource is HttpContext http && http.Features.Get<ApiTokenGrant>()?.Allows(scope) == true)
        .Build();
}
