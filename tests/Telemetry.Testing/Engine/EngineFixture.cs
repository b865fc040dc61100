using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Storage;
using Telemetry.Storage.Engine;
using Telemetry.Storage.Migrations;
using Xunit;

namespace Telemetry.Testing.Engine;

/// <summary>
/// One real engine for a test assembly: <c>[assembly: AssemblyFixture(typeof(EngineFixture))]</c>. Starts when the first database is asked for; ends
/// with the assembly, also when the test process is killed.
/// </summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"telemetry-engine-{Guid.NewGuid():N}");
    private EngineSettings? _settings;
    private EngineProcess? _process;

    /// <summary>
    /// The engine's cap. Every test's database keeps its tables in memory, some 5 MB, until the engine ends. And what the engine counts drifts upwards with
    /// hundreds of databases, away from what it holds: 3 GiB were "exceeded" once at 79 MiB resident. Tests of the cap start an engine of their own.
    /// </summary>
    public long MaxMemoryBytes { get; init; } = 8L << 30;

    /// <summary>The engine's process id, for looking at it from outside.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The engine has not started yet: create a database first.");

    /// <summary>Where its files are.</summary>
    public string DirectoryPath => _directory;

    /// <summary>A fresh database of a generated name, with all migrations applied.</summary>
    public async Task<ClickHouseEndpoint> CreateDatabaseAsync()
    {
        var endpoint = await CreateEmptyDatabaseNameAsync();
        await new MigrationRunner(endpoint, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None);
        return endpoint;
    }

    /// <summary>An endpoint whose database does not exist yet, for tests of the migrations themselves.</summary>
    public async Task<ClickHouseEndpoint> CreateEmptyDatabaseNameAsync()
    {
        await StartOnceAsync();
        return new ClickHouseEndpoint(Settings.Address, $"test_{Guid.NewGuid():N}", EngineSettings.User, Settings.Password, Cluster: null);
    }

    /// <summary>Kills the engine like <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts the engine again, on the same address and data; kills it first when it runs.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        _process?.Dispose();
        await StartAsync();
    }

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _gate.Dispose();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private EngineSettings Settings => _settings ?? throw new InvalidOperationException("The engine has not started yet: create a database first.");

    private async Task StartOnceAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_process is null)
            {
                _settings = new EngineSettings(
                    EngineLibrary.Find(configured: null, AppContext.BaseDirectory),
                    _directory,
                    LoopbackPort.FindFree(),
                    RandomNumberGenerator.GetHexString(32),
                    MaxMemoryBytes);
                await StartAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task StartAsync()
    {
        var directory = new EngineDirectory(_directory);
        directory.Write(new EngineConfiguration(Settings, Environment.ProcessorCount));
        _process = EngineProcess.Start(Settings, directory.ConfigPath);
        using var limit = new CancellationTokenSource(StartLimit);
        if (!await _process.WaitUntilReadyAsync(limit.Token))
        {
            throw new InvalidOperationException($"The engine ended at its start: {_process.LastWords}");
        }
    }
}
