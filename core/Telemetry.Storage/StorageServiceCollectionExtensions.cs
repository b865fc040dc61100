using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Telemetry.Storage.Engine;
using Telemetry.Storage.Migrations;

namespace Telemetry.Storage;

/// <summary>Registers the store.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>Tag of the health check that decides about readiness.</summary>
    private const string ReadyTag = "ready";

    /// <summary>
    /// Adds <see cref="ClickHouseEndpoint"/>, a <see cref="ClickHouseClient"/> on it, <see cref="StorageReadiness"/>, a health check
    /// <c>storage</c>, and what keeps the store up: the embedded engine, or the watch over an external ClickHouse. Settings: section <c>Storage</c>.
    /// </summary>
    public static IServiceCollection AddTelemetryStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StorageReadiness>();
        services.AddSingleton<MigrationRunner>();
        services.AddSingleton(provider => EngineSettingsFactory.Create(Options(provider)));
        services.AddSingleton(CreateEndpoint);
        services.AddSingleton(provider => StorageClient.Create(provider.GetRequiredService<ClickHouseEndpoint>()));
        services.AddSingleton<IHostedService>(provider => Options(provider).IsEmbedded
            ? ActivatorUtilities.CreateInstance<EngineSupervisor>(provider)
            : ActivatorUtilities.CreateInstance<ExternalStore>(provider));
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage", tags: [ReadyTag]);
        return services;
    }

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static ClickHouseEndpoint CreateEndpoint(IServiceProvider provider)
    {
        var options = Options(provider);
        if (options.IsEmbedded)
        {
            var engine = provider.GetRequiredService<EngineSettings>();
            return new ClickHouseEndpoint(engine.Address, options.Database, EngineSettings.User, engine.Password, Cluster: null);
        }

        var external = new ClickHouseConnectionStringBuilder(options.ConnectionString);
        var address = new UriBuilder(external.Protocol, external.Host, external.Port, external.Path).Uri;
        var cluster = string.IsNullOrEmpty(options.Cluster) ? null : options.Cluster;
        return new ClickHouseEndpoint(address, external.Database, external.Username, external.Password, cluster);
    }
}
