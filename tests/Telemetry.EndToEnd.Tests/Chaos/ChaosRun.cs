using System.Diagnostics;
using System.Globalization;
using Telemetry.Model;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>Load on a system while its parts are killed one after the other, in a random order and at random moments.</summary>
internal sealed class ChaosRun(RunningSystem system, IReadOnlyList<Victim> victims, ITestOutputHelper output)
{
    private const int KillsOfEach = 5;
    private const int MaxWaitMilliseconds = 1200;

    // A run that failed can be repeated with its seed; the machine's timing stays its own.
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("TELEMETRY_CHAOS_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : Random.Shared.Next();

    /// <summary>Five rounds, or as long as <c>TELEMETRY_SOAK_MINUTES</c> says; then everything is compared.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        output.WriteLine($"TELEMETRY_CHAOS_SEED={_seed}");
        var random = new Random(_seed);
        await using var logs = new SteadyLoad(system, Signal.Logs, itemsPerRequest: 40, requestsPerSecond: 60);
        await using var spans = new SteadyLoad(system, Signal.Spans, itemsPerRequest: 20, requestsPerSecond: 20);
        long started = Stopwatch.GetTimestamp();
        for (int round = 0; round < KillsOfEach || Stopwatch.GetElapsedTime(started) < Soak.Duration; round++)
        {
            Victim[] order = [.. victims];
            random.Shuffle(order);
            foreach (Victim victim in order)
            {
                await KillAsync(victim, logs, random, cancellationToken);
            }
        }

        await VerifyAsync(logs, cancellationToken);
        await VerifyAsync(spans, cancellationToken);
    }

    private async Task KillAsync(Victim victim, SteadyLoad logs, Random random, CancellationToken cancellationToken)
    {
        // Something must be under way, and then any moment will do.
        await logs.FlowsAsync(more: 10, cancellationToken);
        await Task.Delay(random.Next(MaxWaitMilliseconds), cancellationToken);
        long killed = Stopwatch.GetTimestamp();
        await victim.KillAsync(cancellationToken);
        await victim.ReturnAsync(cancellationToken);
        double back = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        await logs.FlowsAsync(more: 1, cancellationToken);
        output.WriteLine($"{victim.Name} killed; back after {back:0.0} s, serving after {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s");
    }

    private async Task VerifyAsync(SteadyLoad load, CancellationToken cancellationToken)
    {
        await load.DrainAsync(cancellationToken);
        output.WriteLine($"{load.Signal}: {load.Journal.Outcomes.Count} requests. {string.Join(' ', load.Journal.Answers.Select(answer => $"[{answer.Value} × {answer.Key}]"))}");
        await load.VerifyAsync(cancellationToken);
    }
}
