using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Telemetry.ServiceDefaults.Operations;

/// <summary>Puts endpoints behind <see cref="OperationsGate"/>.</summary>
internal static class OperationsEndpointExtensions
{
    /// <summary>Answers 401 to everybody else. A wrapper and not an authorization policy: a process without pages and API has no sign-in to be challenged by.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AllowAnonymous().Add(endpoint =>
        {
            RequestDelegate? inner = endpoint.RequestDelegate;
            endpoint.RequestDelegate = context =>
            {
                if (inner is not null && context.RequestServices.GetRequiredService<OperationsGate>().Allows(context))
                {
                    return inner(context);
                }

                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return Task.CompletedTask;
            };
        });
        return builder;
    }
}
