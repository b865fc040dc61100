using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Storage.Tests.Engine;

/// <summary>A host with nothing but the store, as the server sets it up.</summary>
internal static class StorageHost
{
    /// <summary>Builds it, not started yet.</summary>
    public static IHost Build(string directory, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Directory"] = directory });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Storage:{setting.Key}", setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Services.AddTelemetryStorage();
        return builder.Build();
    }

    /// <summary>Waits until the store is ready.</summary>
    public static Task WaitUntilReadyAsync(this IHost host, CancellationToken cancellationToken) =>
        host.Services.GetRequiredService<StorageReadiness>().WaitAsync(cancellationToken);
}
