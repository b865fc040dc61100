using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Processes;
using Telemetry.Benchmarks.Reports;
using Telemetry.Testing;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Crashes;

/// <summary>Crashes from Sentry's door to rows, issues and ledger of a whole server, the queue drained and merges settled.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="Bytes">Of an event.</param>
/// <param name="Events">How many.</param>
/// <param name="PerSecond">At least.</param>
internal sealed record CrashIngest(string Name, int Bytes, int Events, double PerSecond)
{
    private const int Bugs = 200;
    private const int Clients = 8;
    private const int WarmUp = 1000;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(5);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CrashIngest> All { get; } = [new("ingest-5k", 5_000, 30_000, 500), new("ingest-50k", 50_000, 6_000, 150)];

    /// <summary>Measures on a fresh data directory.</summary>
    public async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        SentryEvents events = await SentryEvents.MakeAsync(Bugs, Bytes, cancellationToken);
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemPlan(), cancellationToken);
        using var load = new SentryLoad(system.Worker.Process.Ready.Project?.Dsn ?? "");
        await load.SendAsync(events, 0, WarmUp, Clients, cancellationToken);
        await DrainedAsync(system, WarmUp, cancellationToken);
        int engine = system.EngineProcessId ?? throw new InvalidOperationException("There is no engine process.");
        var meter = new ProcessMeter([("server", () => [system.Worker.Process.ProcessId]), ("engine", () => [engine])]);
        meter.Start();
        await load.SendAsync(events, WarmUp, Events, Clients, cancellationToken);
        double sent = meter.Elapsed.TotalSeconds;
        await DrainedAsync(system, WarmUp + Events, cancellationToken);
        double drained = meter.Elapsed.TotalSeconds;
        await MergesSettled.WaitAsync(system.Store, cancellationToken);
        IReadOnlyDictionary<string, ProcessSample> used = meter.Read();
        Add(report, events.Size, sent, drained, used, await system.Store.NumberAsync("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table LIKE 'crash%'", cancellationToken));
    }

    private void Add(BenchmarkReport report, int size, double sent, double drained, IReadOnlyDictionary<string, ProcessSample> used, long disk)
    {
        double cpu = (used["server"].CpuSeconds + used["engine"].CpuSeconds) * 1000 / Events;
        report.Add("Crashes through the whole server", new
        {
            Case = Name,
            Bytes = size,
            SentPerSecond = Events / sent,
            StoredPerSecond = Events / drained,
            ServerCpuMs = used["server"].CpuSeconds * 1000 / Events,
            EngineCpuMs = used["engine"].CpuSeconds * 1000 / Events,
            ServerPeakMb = used["server"].PeakMegabytes,
            BytesOnDisk = disk / (double)(Events + WarmUp),
        });
        report.AtLeast($"{Name}: stored", Events / drained, PerSecond, "1/s");
        if (Bytes <= 5_000)
        {
            report.AtMost($"{Name}: CPU of all processes an event", cpu, 3, "ms");
        }
    }

    /// <summary>Rows, issues and ledger are there.</summary>
    private static Task DrainedAsync(RunningSystem system, long rows, CancellationToken cancellationToken) => Eventually.HoldsAsync(
        async () => await system.Store.NumberAsync("SELECT toInt64(sum(Items)) FROM ingest_ledger WHERE Signal = 'crashes' AND Outcome = 'stored'", cancellationToken) == rows
            && await system.Store.NumberAsync("SELECT count() FROM crashes", cancellationToken) == rows,
        DrainLimit, $"{rows} crashes are stored and booked", cancellationToken);
}
