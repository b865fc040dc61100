using Microsoft.AspNetCore.Http;
using Telemetry.Control.Tokens;

namespace Telemetry.Query.Api.Access;

/// <summary>Who may call the query API.</summary>
public static class ApiAccess
{
    /// <summary>The policy of every endpoint under <c>/api/v1</c>, and of whatever names no policy at all: a bearer token that is known.</summary>
    public const string Policy = "api";

    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "Bearer";

    /// <summary>What the caller's token allows. Only behind the policy.</summary>
    internal static ApiTokenGrant Grant(this HttpContext context) =>
        context.Features.Get<ApiTokenGrant>() ?? throw new InvalidOperationException("The request has not passed the policy of the query API.");
}
