using Telemetry.Storage;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Testing.Rows;

/// <summary>One migrated database for the tests of a class: <c>IClassFixture&lt;SharedDatabase&gt;</c>. Tests that write take a project of their own.</summary>
public sealed class SharedDatabase(EngineFixture engine) : IAsyncLifetime
{
    private ClickHouseEndpoint? _endpoint;
    private int _projects = 100;

    /// <summary>Where it is.</summary>
    public ClickHouseEndpoint Endpoint => _endpoint ?? throw new InvalidOperationException("Not initialised yet.");

    /// <summary>A project nobody else uses.</summary>
    public uint NextProject() => (uint)Interlocked.Increment(ref _projects);

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _endpoint = await engine.CreateDatabaseAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
