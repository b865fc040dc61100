using ClickHouse.Driver;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

/// <summary>A host with nothing but the store, as the server sets it up.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private bool _isStarted;

    /// <summary>Built, not started yet.</summary>
    public StorageHost(string directory, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Directory"] = directory });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Storage:{setting.Key}", setting.Value)));
        builder.Logging.AddProvider(Log);
        builder.Services.AddTelemetryStorage();
        _host = builder.Build();
    }

    public CollectedLog Log { get; } = new();

    public ClickHouseEndpoint Endpoint => _host.Services.GetRequiredService<ClickHouseEndpoint>();

    public ClickHouseClient Client => _host.Services.GetRequiredService<ClickHouseClient>();

    public StorageReadiness Readiness => _host.Services.GetRequiredService<StorageReadiness>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts, without waiting for the engine.</summary>
    public async Task StartAsync()
    {
        await _host.StartAsync(Token);
        _isStarted = true;
    }

    /// <summary>Starts, and waits until the store can be used.</summary>
    public async Task StartReadyAsync()
    {
        await StartAsync();
        await WaitUntilReadyAsync();
    }

    public Task WaitUntilReadyAsync() => Readiness.WaitAsync(Token).WaitAsync(ReadyLimit, Token);

    public Task StopAsync() => _host.StopAsync(Token);

    public async ValueTask DisposeAsync()
    {
        if (_isStarted)
        {
            await _host.StopAsync(CancellationToken.None);
        }

        _host.Dispose();
    }
}
