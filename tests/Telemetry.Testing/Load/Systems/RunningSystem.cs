using System.Globalization;
using System.Security.Cryptography;
using Telemetry.Storage;
using Telemetry.Storage.Engine;
using Telemetry.Testing.Server;

namespace Telemetry.Testing.Load.Systems;

/// <summary>
/// The product as real processes, with a known way into its engine. Ports stay the same over restarts, as those of an installed server do.
/// </summary>
public sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan RemoveLimit = TimeSpan.FromSeconds(30);

    private readonly string _directory;
    private readonly bool _ownsDirectory;

    private RunningSystem(SystemPlan plan)
    {
        Plan = plan;
        _ownsDirectory = plan.DataDirectory is null;
        _directory = plan.DataDirectory ?? Directory.CreateTempSubdirectory("telemetry-system-").FullName;
        Store = new StoreProbe(new ClickHouseEndpoint(
            new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}"), "telemetry", EngineSettings.User, RandomNumberGenerator.GetHexString(32), Cluster: null));
        Grpc = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        Worker = plan.IsSplit ? Node("worker", "worker,query") : Node("server", "gateway,worker,query,web");
        Gateway = plan.IsSplit ? Node("gateway", "gateway") : Worker;
    }

    /// <summary>What it was started from.</summary>
    public SystemPlan Plan { get; }

    /// <summary>The process that listens for telemetry.</summary>
    public SystemNode Gateway { get; }

    /// <summary>The process with the worker, the query API and the engine; the same as <see cref="Gateway"/> when not split.</summary>
    public SystemNode Worker { get; }

    /// <summary>The engine, from outside.</summary>
    public StoreProbe Store { get; }

    /// <summary>OTLP over gRPC.</summary>
    public Uri Grpc { get; }

    /// <summary>One ingest key per project.</summary>
    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>Everything that survives a restart.</summary>
    public string DataDirectory => _directory;

    /// <summary>The nodes, each once.</summary>
    public IEnumerable<SystemNode> Nodes => Plan.IsSplit ? [Worker, Gateway] : [Worker];

    /// <summary>The engine's process; null while there is none.</summary>
    public int? EngineProcessId => ProcessTree.Descendants(Worker.Process.ProcessId)
        .Where(process => ProcessTree.CommandLine(process).Contains("EngineHost", StringComparison.Ordinal))
        .Select(process => (int?)process).FirstOrDefault();

    /// <summary>Starts everything and waits until all of it is ready.</summary>
    public static async Task<RunningSystem> StartAsync(SystemPlan plan, CancellationToken cancellationToken)
    {
        var system = new RunningSystem(plan);
        try
        {
            foreach (SystemNode node in system.Nodes)
            {
                await node.StartAsync(cancellationToken);
            }

            string key = system.Worker.Process.Ready.Project?.Key ?? throw new InvalidOperationException("ready.json names no project.");
            system.Keys = [key, .. await ProjectKeys.AddAsync(system._directory, plan.Projects - 1, cancellationToken)];
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // The gateway first: nothing new comes in while the worker ends.
        foreach (SystemNode node in Nodes.Reverse())
        {
            await node.DisposeAsync();
        }

        Store.Dispose();
        if (_ownsDirectory)
        {
            await Eventually.HoldsAsync(TryRemove, RemoveLimit, $"{_directory} can be removed");
        }
    }

    private SystemNode Node(string name, string roles)
    {
        List<string> arguments = ["--roles", roles, "--queue", Plan.RabbitMq is null ? "sqlite" : "rabbitmq"];
        var environment = new Dictionary<string, string>(Plan.Environment)
        {
            ["Storage__Port"] = Store.Endpoint.Address.Port.ToString(CultureInfo.InvariantCulture),
            ["Storage__Password"] = Store.Endpoint.Password,
        };
        if (Plan.RabbitMq is not null)
        {
            environment["TELEMETRY_RABBITMQ"] = Plan.RabbitMq.ToString();
        }

        return new SystemNode(name, new ServerStart { DataDirectory = _directory, OtlpGrpc = Grpc.Authority, Arguments = arguments, Environment = environment });
    }

    // The engine of a killed server ends a moment after it, and writes until then.
    private bool TryRemove()
    {
        try
        {
            Directory.Delete(_directory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(_directory);
        }
    }
}
