using System.Diagnostics;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Processes;

/// <summary>What one question cost.</summary>
/// <param name="WholeMs">As whoever asked saw it.</param>
/// <param name="EngineMs">The engine's own time of all its statements, planning included (event <c>SelectQueryTimeMicroseconds</c>).</param>
/// <param name="EngineCpuMs">Processor time of the engine's query threads.</param>
/// <param name="Statements">Statements it took.</param>
/// <param name="ReadRows">Rows they read.</param>
internal sealed record QueryCost(double WholeMs, double EngineMs, double EngineCpuMs, long Statements, long ReadRows)
{
    private const int Repetitions = 7;

    /// <summary>The median of seven, each figure for itself, after one that is not counted. Each is asked with its own number, so that no cache has the answer.</summary>
    public static async Task<QueryCost> MeasureAsync(StoreProbe store, Func<int, Task> ask, CancellationToken cancellationToken)
    {
        await ask(Repetitions);
        List<QueryCost> costs = [];
        for (int i = 0; i < Repetitions; i++)
        {
            costs.Add(await OnceAsync(store, () => ask(i), cancellationToken));
        }

        return new QueryCost(
            Median(costs, cost => cost.WholeMs),
            Median(costs, cost => cost.EngineMs),
            Median(costs, cost => cost.EngineCpuMs),
            (long)Median(costs, cost => cost.Statements),
            (long)Median(costs, cost => cost.ReadRows));
    }

    private static async Task<QueryCost> OnceAsync(StoreProbe store, Func<Task> ask, CancellationToken cancellationToken)
    {
        var events = new EngineEvents(store);
        await events.StartAsync(cancellationToken);
        long started = Stopwatch.GetTimestamp();
        await ask();
        double whole = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        IReadOnlyDictionary<string, long> counted = await events.ReadAsync(cancellationToken);
        return new QueryCost(
            whole,
            counted.GetValueOrDefault("SelectQueryTimeMicroseconds") / 1e3,
            counted.GetValueOrDefault("OSCPUVirtualTimeMicroseconds") / 1e3,
            counted.GetValueOrDefault("SelectQuery"),
            counted.GetValueOrDefault("SelectedRows"));
    }

    private static double Median(List<QueryCost> costs, Func<QueryCost, double> figure) => costs.Select(figure).Order().ElementAt(costs.Count / 2);
}
