using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>One server with all defaults, for tests that neither stop nor break it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private ServerProcess? _process;

    public ServerProcess Process => _process ?? throw new InvalidOperationException("The server was not started.");

    public ServerReady Ready => Process.Ready;

    public async ValueTask InitializeAsync() => _process = await ServerProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
