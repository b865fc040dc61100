using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Grouping;
using Telemetry.Control.Outbox;
using Telemetry.Control.Releases;
using Telemetry.Control.Releases.Sources;

namespace Telemetry.Control.Issues;

/// <summary>Adds what reads and changes issues and releases, and the outbox.</summary>
internal static class IssueServiceCollectionExtensions
{
    public static void AddIssues(this IServiceCollection services)
    {
        services.Add(static (database, time) => new ReleaseWriter(database, time));
        services.Add(static (database, _) => new ReleaseReader(database));
        services.Add(static (database, _) => new SourceReader(database));
        services.AddSingleton(provider => new SourceWriter(
            provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<ReleaseWriter>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IssueAssigner(
            provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<ReleaseWriter>(), provider.GetRequiredService<TimeProvider>()));
        services.Add(static (database, time) => new IssueDetector(database, time));
        services.Add(static (database, time) => new IssueAging(database, time));
        services.Add(static (database, _) => new IssueReader(database));
        services.Add(static (database, time) => new IssueEditor(database, time));
        services.Add(static (database, time) => new IssueMerger(database, time));
        services.Add(static (database, time) => new IssueRemover(database, time));
        services.Add(static (database, time) => new IssueComments(database, time));
        services.Add(static (database, time) => new OwnershipStore(database, time));
        services.Add(static (database, time) => new GroupingRulesStore(database, time));
        services.Add(static (database, _) => new IssueKeyReader(database));
        services.Add(static (database, time) => new OutboxReader(database, time));
    }

    private static void Add<T>(this IServiceCollection services, Func<ControlDatabase, TimeProvider, T> make)
        where T : class => services.AddSingleton(provider => make(provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<TimeProvider>()));
}
