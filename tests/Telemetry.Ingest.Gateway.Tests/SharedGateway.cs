using Telemetry.Ingest.Gateway.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedGateway))]

namespace Telemetry.Ingest.Gateway.Tests;

/// <summary>
/// One gateway with default settings for all tests that only ask and look at the answer. Tests that look into the queue, or change
/// something, start their own.
/// </summary>
public sealed class SharedGateway : IAsyncLifetime
{
    private GatewayHost? _host;

    internal GatewayHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? default;
}
