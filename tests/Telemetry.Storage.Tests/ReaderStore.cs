using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Telemetry.Storage.Tests;

/// <summary>The readers on one database, as a process has them.</summary>
internal sealed class ReaderStore(ClickHouseEndpoint endpoint, params (string Key, string Value)[] settings) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Query:{setting.Key}", setting.Value)))
            .Build())
        .AddSingleton(endpoint)
        .AddTelemetryReaders()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}
