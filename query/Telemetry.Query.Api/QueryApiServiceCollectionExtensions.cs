using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Api.OpenApi;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Tails;
using Telemetry.Storage;

namespace Telemetry.Query.Api;

/// <summary>Registers the query API.</summary>
public static class QueryApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <c>MapQueryApi</c> needs; needs the store and the control database. From then on an endpoint that names no policy is closed to
    /// whoever has no API token. Register an <see cref="IQueueGauge"/> before, where the queue is in the same process.
    /// </summary>
    public static IServiceCollection AddQueryApi(this IServiceCollection services)
    {
        services.AddTelemetryReaders();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(ApiAccess.Scheme, configureOptions: null);
        AuthorizationPolicy policy = new AuthorizationPolicyBuilder(ApiAccess.Scheme).RequireAuthenticatedUser().Build();
        services.AddAuthorizationBuilder().AddPolicy(ApiAccess.Policy, policy).SetFallbackPolicy(policy);
        services.TryAddSingleton<IQueueGauge, UnknownQueue>();
        services.AddTransient<ParameterReader>();
        services.AddOptions<TailOptions>().BindConfiguration(TailOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TailPlaces>();
        services.AddSingleton<LogTailFactory>();
        services.AddOpenApi(document => document.AddDocumentTransformer<ApiDocument>().AddOperationTransformer<ApiOperation>().AddSchemaTransformer<ApiSchema>());
        return services;
    }
}
