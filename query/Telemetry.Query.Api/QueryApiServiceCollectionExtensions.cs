using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Admin;
using Telemetry.Query.Api.Issues;
using Telemetry.Query.Api.Issues.Rules;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Api.OpenApi;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Releases.Sources;
using Telemetry.Query.Api.Tails;
using Telemetry.Storage;

namespace Telemetry.Query.Api;

/// <summary>Registers the query API.</summary>
public static class QueryApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <c>MapQueryApi</c> needs; needs the store and the control database. From then on an endpoint that names no policy is closed to
    /// everybody. Register an <see cref="IQueueGauge"/> and <see cref="IDeadLetters"/> before, where the queue is in the same process.
    /// </summary>
    public static IServiceCollection AddQueryApi(this IServiceCollection services)
    {
        services.AddTelemetryReaders();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(ApiAccess.Scheme, configureOptions: null);
        services.AddAuthorizationBuilder().AddApiPolicies();
        services.TryAddSingleton<IQueueGauge, UnknownQueue>();
        services.TryAddSingleton<IDeadLetters, NoDeadLetters>();
        services.AddTransient<ParameterReader>();
        services.AddSingleton<IssueSearch>();
        services.AddSingleton<IssueParts>();
        services.AddSingleton<IssueReleaseReader>();
        services.AddSingleton<CrashSources>();
        services.AddSingleton<SourceUploads>();
        services.AddSingleton<IssuePageReader>();
        services.AddTransient<IssueFigureRequest>();
        services.AddOptions<TailOptions>().BindConfiguration(TailOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RulePreview>();
        services.AddSingleton<GroupingExplanation>();
        services.AddSingleton<TailPlaces>();
        services.AddSingleton<LogTailFactory>();
        services.AddOpenApi(document => document.AddDocumentTransformer<ApiDocument>().AddOperationTransformer<ApiOperation>().AddSchemaTransformer<ApiSchema>());
        return services;
    }
}
