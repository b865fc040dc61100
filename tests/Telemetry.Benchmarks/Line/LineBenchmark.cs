using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Processes;
using Telemetry.Benchmarks.Reports;
using Telemetry.Testing;
using Telemetry.Testing.Broker;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Line;

/// <summary>The line from OTLP/gRPC to settled rows, case by case, each on a fresh data directory, and beside it the floor.</summary>
internal static class LineBenchmark
{
    /// <summary>Runs the cases that are named, or all.</summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var broker = new BrokerFixture();
        foreach (LineCase one in LineCase.All.Where(one => names.Count == 0 || names.Contains(one.Name)))
        {
            Console.WriteLine($"{one.Name} …");
            await RunAsync(report, one, broker, cancellationToken);
        }
    }

    private static async Task RunAsync(BenchmarkReport report, LineCase one, BrokerFixture broker, CancellationToken cancellationToken)
    {
        bool isRabbitMq = one.Queue == "rabbitmq";
        if (isRabbitMq)
        {
            await broker.StartAsync();
        }

        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "bench", $"data-{one.Name}");
        Remove(folder);
        var plan = new SystemPlan { IsSplit = one.IsSplit, DataDirectory = folder, Projects = one.Projects, RabbitMq = isRabbitMq ? broker.Uri : null };
        await using (RunningSystem system = await RunningSystem.StartAsync(plan, cancellationToken))
        {
            var run = new LineRun(one, system, new ProcessMeter(Roles(system, isRabbitMq ? broker : null)));
            LineMeasurement measured = await run.RunAsync(cancellationToken);
            IReadOnlyList<DiskShare> disk = await DiskUsage.OfAsync(system.Store, one.Table, cancellationToken);
            FloorResult? floor = one.HasFloor ? await FloorAsync(one, system, cancellationToken) : null;
            new LineReport(report, one).Add(measured, disk, floor);
        }

        Remove(folder);
    }

    private static async Task<FloorResult> FloorAsync(LineCase one, RunningSystem system, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "bench", "native");
        using var before = new NativeFiles(system.Store, one.Table, Path.Combine(folder, "before"));
        await before.SaveAsync(0, one.WarmUpItems, cancellationToken);
        using var files = new NativeFiles(system.Store, one.Table, Path.Combine(folder, "measured"));
        await files.SaveAsync(one.WarmUpItems, one.Items, cancellationToken);
        int engine = system.EngineProcessId ?? throw new InvalidOperationException("There is no engine process.");
        return await new FloorRun(system.Store, engine).RunAsync(before, files, one.Table, cancellationToken);
    }

    private static List<(string, Func<IEnumerable<int>>)> Roles(RunningSystem system, BrokerFixture? broker)
    {
        int engine = system.EngineProcessId ?? throw new InvalidOperationException("There is no engine process.");
        List<(string, Func<IEnumerable<int>>)> roles = [.. system.Nodes.Select(node => (node.Name, (Func<IEnumerable<int>>)(() => [node.Process.ProcessId])))];
        roles.Add((LineReport.Engine, () => [engine]));
        if (broker is not null)
        {
            roles.Add((LineReport.Broker, () => ProcessTree.Descendants(broker.ProcessId).Prepend(broker.ProcessId)));
        }

        return roles;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
