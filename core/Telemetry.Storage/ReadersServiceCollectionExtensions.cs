using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Model.Issues;
using Telemetry.Storage.Activity;
using Telemetry.Storage.Attachments;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Crashes.Libraries;
using Telemetry.Storage.Dependencies;
using Telemetry.Storage.Facets;
using Telemetry.Storage.Feedback;
using Telemetry.Storage.Ledger;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Logs.Patterns;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;
using Telemetry.Storage.Services;
using Telemetry.Storage.Sessions;
using Telemetry.Storage.Spans;

namespace Telemetry.Storage;

/// <summary>Registers what reads the store.</summary>
public static class ReadersServiceCollectionExtensions
{
    /// <summary>Adds <see cref="LogReader"/>, <see cref="LogTailReader"/>, <see cref="LogPatternReader"/>, <see cref="TraceReader"/>, <see cref="ServiceReader"/>, <see cref="DependencyReader"/>, <see cref="FacetReader"/>, <see cref="FieldReader"/>, <see cref="LedgerReader"/>, <see cref="IssueFigureReader"/>, <see cref="CrashPageReader"/>, <see cref="CrashFactReader"/>, <see cref="CrashDistributionReader"/>, <see cref="CrashReader"/>, <see cref="StoredSessions"/>, <see cref="AttachmentReader"/>, <see cref="FeedbackReader"/>, <see cref="KnownCrashes"/> and <see cref="IIssueCounts"/>; needs a <see cref="ClickHouseEndpoint"/>. Settings: section <c>Query</c>.</summary>
    public static IServiceCollection AddTelemetryReaders(this IServiceCollection services)
    {
        services.AddCrashReaders();
        services.AddSingleton<ReleaseList>();
        services.AddSingleton<LogPageReader>();
        services.AddSingleton<LogCountReader>();
        services.AddSingleton<LogArrivals>();
        services.AddSingleton(provider => new LogTailReader(
            provider.GetRequiredService<QueryRunner>(),
            provider.GetRequiredService<LogArrivals>(),
            isSupported: provider.GetRequiredService<ClickHouseEndpoint>().Cluster is null));
        services.AddSingleton(provider => new FacetReader(provider.GetRequiredService<QueryRunner>(), provider.GetRequiredService<ReleaseList>()));
        services.AddSingleton(provider => new FieldReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new LogPatternReader(provider.GetRequiredService<QueryRunner>(), provider.GetRequiredService<ReleaseList>()));
        services.AddSingleton<TraceRange>();
        services.AddSingleton<TraceSummaries>();
        services.AddSingleton<SpanCount>();
        services.AddSingleton<TraceListReader>();
        services.AddSingleton<TraceScatterReader>();
        services.AddSingleton(provider => new LogReader(
            provider.GetRequiredService<ReleaseList>(),
            provider.GetRequiredService<LogPageReader>(),
            provider.GetRequiredService<LogCountReader>()));
        services.AddSingleton(provider => new TraceReader(
            provider.GetRequiredService<QueryRunner>(),
            provider.GetRequiredService<TraceRange>(),
            provider.GetRequiredService<TraceListReader>(),
            provider.GetRequiredService<TraceScatterReader>()));
        services.AddSingleton(provider => new ServiceReader(provider.GetRequiredService<QueryRunner>(), provider.GetRequiredService<ReleaseList>()));
        services.AddSingleton(provider => new DependencyReader(
            provider.GetRequiredService<QueryRunner>(), provider.GetRequiredService<ReleaseList>(), provider.GetRequiredService<SpanCount>()));
        services.AddSingleton(provider => new LedgerReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new IssueFigureReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new CrashPageReader(provider.GetRequiredService<QueryRunner>(), provider.GetRequiredService<ReleaseList>()));
        services.AddSingleton(provider => new CrashFactReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new CrashDistributionReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new AttachmentReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new FeedbackReader(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new StoredSessions(provider.GetRequiredService<QueryRunner>()));
        services.AddSingleton(provider => new ActivityReader(provider.GetRequiredService<QueryRunner>()));
        return services;
    }

    /// <summary>Adds what the worker asks about crashes as well: <see cref="CrashReader"/>, <see cref="RecentCrashReader"/>, <see cref="CrashLibraries"/>, <see cref="KnownCrashes"/> and <see cref="IIssueCounts"/>; and <see cref="CrashRemover"/>. Once is enough, twice does no harm.</summary>
    public static IServiceCollection AddCrashReaders(this IServiceCollection services)
    {
        services.AddOptions<QueryOptions>().BindConfiguration(QueryOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => StorageClient.Create(provider.GetRequiredService<ClickHouseEndpoint>()));
        services.TryAddSingleton<QueryGate>();
        services.TryAddSingleton<QueryRunner>();
        services.TryAddSingleton(provider => new CrashReader(provider.GetRequiredService<QueryRunner>()));
        services.TryAddSingleton(provider => new RecentCrashReader(provider.GetRequiredService<QueryRunner>()));
        services.TryAddSingleton(provider => new CrashLibraries(new LibraryReader(provider.GetRequiredService<QueryRunner>()), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new KnownCrashes(provider.GetRequiredService<QueryRunner>()));
        services.TryAddSingleton(provider => new CrashRemover(provider.GetRequiredService<ClickHouse.Driver.ClickHouseClient>(), provider.GetRequiredService<ClickHouseEndpoint>()));
        services.TryAddSingleton<IIssueCounts>(provider => new CrashCounts(provider.GetRequiredService<QueryRunner>()));
        return services;
    }
}
