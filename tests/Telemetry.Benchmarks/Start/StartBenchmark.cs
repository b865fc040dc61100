using System.Diagnostics;
using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Line;
using Telemetry.Benchmarks.Processes;
using Telemetry.Benchmarks.Reports;
using Telemetry.Model;
using Telemetry.Testing;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Requests;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Start;

/// <summary>One process with every role on embedded parts and a million records: how long it takes to be ready, and what it costs when nothing happens.</summary>
internal static class StartBenchmark
{
    private const int Requests = 1000;
    private const int RecordsPerRequest = 1000;
    private const int Starts = 5;

    private static readonly TimeSpan IdleSpan = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(5);

    /// <summary>Fills, restarts five times, and watches the last one idle for 30 s.</summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemPlan(), cancellationToken);
        await FillAsync(system, cancellationToken);
        List<double> seconds = [];
        for (int i = 0; i < Starts; i++)
        {
            await system.Worker.StopAsync(cancellationToken);
            long started = Stopwatch.GetTimestamp();
            await system.Worker.StartAsync(cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        report.Add("Start on existing data, seconds", new { Starts = string.Join(", ", seconds.Select(one => one.ToString("0.0", null))) });
        report.AtMost("ready after start on existing data, slowest of 5", seconds.Max(), 8, "s");
        await IdleAsync(report, system, cancellationToken);
    }

    private static async Task FillAsync(RunningSystem system, CancellationToken cancellationToken)
    {
        var plan = new LoadPlan
        {
            Address = () => system.Grpc,
            Signal = Signal.Logs,
            Source = new RequestSource(LogTemplates.Make(64, RecordsPerRequest)),
            Keys = system.Keys,
            Connections = 8,
            Requests = Requests,
            RetryRefused = true,
        };
        LoadReport load = await new LoadGenerator(plan, new LoadJournal()).RunAsync(cancellationToken);
        await Eventually.HoldsAsync(
            async () => await system.Store.NumberAsync("SELECT count() FROM otel_logs", cancellationToken) >= load.AcknowledgedItems,
            DrainLimit, "every record is stored", cancellationToken);
    }

    private static async Task IdleAsync(BenchmarkReport report, RunningSystem system, CancellationToken cancellationToken)
    {
        await MergesSettled.WaitAsync(system.Store, cancellationToken);
        int engine = system.EngineProcessId ?? throw new InvalidOperationException("There is no engine process.");
        var meter = new ProcessMeter([("server", () => [system.Worker.Process.ProcessId]), (LineReport.Engine, () => [engine])]);
        meter.Start();
        await Task.Delay(IdleSpan, cancellationToken);
        double span = meter.Elapsed.TotalSeconds;
        IReadOnlyDictionary<string, ProcessSample> idle = meter.Read();
        foreach (string role in new[] { "server", LineReport.Engine })
        {
            report.Add("Idle for 30 s", new { Role = role, ResidentMegabytes = idle[role].ResidentMegabytes, PercentOfACore = idle[role].CpuSeconds / span * 100 });
        }

        report.AtMost("idle memory, all processes", idle["server"].ResidentMegabytes + idle[LineReport.Engine].ResidentMegabytes, 600, "MB");
        report.AtMost("idle CPU, all processes", (idle["server"].CpuSeconds + idle[LineReport.Engine].CpuSeconds) / span * 100, 2, "% of a core");
    }
}
