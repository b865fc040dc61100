using Microsoft.AspNetCore.DataProtection;
using Telemetry.Server.Announcement;
using Telemetry.Server.Listeners;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Hosting;

/// <summary>The host around the roles: configuration, doors, keys, start and stop.</summary>
internal static class ServerHost
{
    // Fifteen seconds are promised; what is not done by then lies safely on disk.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(12);

    // The host watches the whole tree below the working directory for changes of appsettings.json, by inotify. With the data directory in
    // that tree each file of the engine and the queue was an event: a tenth of gateway's and worker's CPU under load (measured 2026-11-24).
    private const string DoNotWatchFiles = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>A builder with everything that is the same for each role.</summary>
    /// <exception cref="SettingsException">The data directory cannot be used.</exception>
    public static WebApplicationBuilder CreateBuilder(ServerSettings settings, ListenerSockets sockets)
    {
        DataDirectory.Prepare(settings.DataDirectory);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [DoNotWatchFiles] });
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = SettingsConfiguration.Defaults(settings) });
        builder.Configuration.AddInMemoryCollection(SettingsConfiguration.Chosen(settings));
        builder.Configuration.AddInMemoryCollection(SettingsConfiguration.Doors(sockets));
        // Pages find their styles also when the server runs from its build output, as `make run` does.
        builder.WebHost.UseStaticWebAssets();
        builder.AddListeners(sockets);
        AddHosting(builder.Services, settings, sockets);
        // A start that fails is told once, as a sentence, by the command; the host would print the whole stack before.
        var phase = new StartPhase();
        builder.Services.AddSingleton(phase);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => phase.IsOver && level >= LogLevel.Warning);
        return builder;
    }

    /// <summary>Runs until it is told to stop. Throws when a part has ended by itself: then somebody should start the process again.</summary>
    public static async Task RunAsync(WebApplication app)
    {
        BackgroundService[] parts = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<StartPhase>().End);
        await app.RunAsync();
        await Task.WhenAll(parts.Select(part => part.ExecuteTask).Where(task => task is { IsFaulted: true }).OfType<Task>());
    }

    private static void AddHosting(IServiceCollection services, ServerSettings settings, ListenerSockets sockets)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys"))).SetApplicationName("telemetry");
        services.AddSingleton(settings);
        services.AddSingleton(sockets);
        var readyFile = new ReadyFile(settings.DataDirectory);
        readyFile.Clear();
        services.AddSingleton(readyFile);
        services.AddSingleton<ReadyReporter>();
        services.AddHostedService<ReadyAnnouncer>();
    }
}
