using Telemetry.EndToEnd.Tests.Chaos;
using Telemetry.Model;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>
/// A fault under load: it sets in, lasts, and goes away. While it lasts clients are told to come back; afterwards everything flows again without
/// anybody's help, and what was acknowledged is there.
/// </summary>
internal sealed class FaultRun(RunningSystem system, ITestOutputHelper output)
{
    /// <summary>Runs one.</summary>
    /// <param name="setIn">Causes the fault.</param>
    /// <param name="whileItLasts">Looks at what clients see; the load goes on.</param>
    /// <param name="end">Removes the cause, and nothing else.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    public async Task RunAsync(Func<Task> setIn, Func<SteadyLoad, Task> whileItLasts, Func<Task> end, CancellationToken cancellationToken)
    {
        await using var load = new SteadyLoad(system, Signal.Logs, itemsPerRequest: 40, requestsPerSecond: 60);
        await load.FlowsAsync(more: 50, cancellationToken);
        await setIn();
        try
        {
            await whileItLasts(load);
        }
        finally
        {
            await end();
        }

        await load.FlowsAsync(more: 50, cancellationToken);
        await load.DrainAsync(cancellationToken);
        output.WriteLine(string.Join('\n', load.Journal.Answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        await load.VerifyAsync(cancellationToken);
    }
}
