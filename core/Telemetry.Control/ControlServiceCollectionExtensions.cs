using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.Control.Issues;
using Telemetry.Control.Projects;
using Telemetry.Control.Tokens;
using Telemetry.Control.Users;
using Telemetry.Control.Views;

namespace Telemetry.Control;

/// <summary>Adds the control database.</summary>
public static class ControlServiceCollectionExtensions
{
    // A file in WAL mode has one writer at a time; the others wait this long.
    private const int BusySeconds = 5;

    /// <summary>
    /// Adds <see cref="ControlDatabase"/>, its readers and writers of projects, keys, tokens, accounts, sessions and saved views, <see cref="BootstrapToken"/>,
    /// <see cref="OneTimeLogins"/> and the health check <c>control</c>; options from section <c>Control</c>.
    /// </summary>
    public static IServiceCollection AddTelemetryControl(this IServiceCollection services)
    {
        services.AddOptions<ControlOptions>().BindConfiguration(ControlOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddPooledDbContextFactory<ControlContext>((provider, builder) => Configure(builder, provider.GetRequiredService<IOptions<ControlOptions>>().Value));
        services.AddSingleton(provider => new ControlDatabase(
            provider.GetRequiredService<IDbContextFactory<ControlContext>>(),
            provider.GetRequiredService<IOptions<ControlOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IngestKeyReader(provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IngestKeyWriter(provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ProjectReader(provider.GetRequiredService<ControlDatabase>()));
        services.AddSingleton<BootstrapToken>();
        services.AddSingleton(provider => new ApiTokenReader(
            provider.GetRequiredService<BootstrapToken>(),
            provider.GetRequiredService<Sessions>(),
            provider.GetRequiredService<ControlDatabase>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ApiTokens(provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SavedViews(provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<TimeProvider>()));
        AddUsers(services);
        services.AddIssues();
        services.AddSingleton<OneTimeLogins>();
        services.AddHealthChecks().AddCheck<ControlHealthCheck>("control");
        return services;
    }

    private static void AddUsers(IServiceCollection services)
    {
        services.Configure<IdentityOptions>(AccountRules.Configure);
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = AccountRules.HashIterations);
        services.AddSingleton<IPasswordHasher<UserRow>, PasswordHasher<UserRow>>();
        services.AddSingleton<UserManagers>();
        services.AddSingleton(provider => new Sessions(provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Accounts(
            provider.GetRequiredService<ControlDatabase>(), provider.GetRequiredService<UserManagers>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void Configure(DbContextOptionsBuilder builder, ControlOptions options)
    {
        if (options.Kind == ControlKind.Postgres)
        {
            builder.UseNpgsql(options.ConnectionString);
            return;
        }

        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.Directory ?? "", "control.db"),
            ForeignKeys = true,
            DefaultTimeout = BusySeconds,
        };
        builder.UseSqlite(connection.ConnectionString);
    }
}
