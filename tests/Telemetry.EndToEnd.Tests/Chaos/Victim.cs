using System.Diagnostics;
using System.Globalization;
using Telemetry.Testing;
using Telemetry.Testing.Broker;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>Something that is killed, and how it comes back.</summary>
/// <param name="Name">For messages.</param>
/// <param name="KillAsync">kill -9.</param>
/// <param name="ReturnAsync">Starts it again, or waits until its own supervisor has; ends when it is ready.</param>
internal sealed record Victim(string Name, Func<CancellationToken, Task> KillAsync, Func<CancellationToken, Task> ReturnAsync)
{
    private static readonly TimeSpan EngineLimit = TimeSpan.FromMinutes(1);

    /// <summary>Everything of a system that can die.</summary>
    public static IReadOnlyList<Victim> Of(RunningSystem system, BrokerFixture broker)
    {
        List<Victim> victims = [.. system.Nodes.Select(Process), Engine(system)];
        if (system.Plan.RabbitMq is not null)
        {
            victims.Add(new Victim("broker", _ => broker.KillAsync(), _ => broker.StartAsync()));
        }

        return victims;
    }

    private static Victim Process(SystemNode node) => new(node.Name, node.KillAsync, node.StartAsync);

    // The server itself must notice, and start it again.
    private static Victim Engine(RunningSystem system)
    {
        int killed = 0;
        return new Victim(
            "engine",
            async cancellationToken =>
            {
                killed = system.EngineProcessId ?? throw new InvalidOperationException("There is no engine process.");
                using Process kill = System.Diagnostics.Process.Start("kill", ["-KILL", killed.ToString(CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync(cancellationToken);
            },
            cancellationToken => Eventually.HoldsAsync(
                async () => system.EngineProcessId is { } now && now != killed && await AnswersAsync(system, cancellationToken),
                EngineLimit, "the engine is back", cancellationToken));
    }

    private static async Task<bool> AnswersAsync(RunningSystem system, CancellationToken cancellationToken)
    {
        try
        {
            return await system.Store.NumberAsync("SELECT count() FROM otel_logs", cancellationToken) >= 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
