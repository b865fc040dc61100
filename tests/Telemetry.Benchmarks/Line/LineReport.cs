using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Processes;
using Telemetry.Benchmarks.Reports;
using Telemetry.Model;

namespace Telemetry.Benchmarks.Line;

/// <summary>Turns what was measured into rows and targets.</summary>
internal sealed class LineReport(BenchmarkReport report, LineCase one)
{
    public const string Engine = "engine";
    public const string Broker = "broker";

    /// <summary>Adds everything of one case.</summary>
    public void Add(LineMeasurement measured, IReadOnlyList<DiskShare> disk, FloorResult? floor)
    {
        double bytes = disk.Single(share => share.Kind == "total").BytesPerRow;
        report.Add("Speed", new
        {
            Case = one.Name,
            ItemsPerSecond = measured.ItemsPerSecond,
            SentPerSecond = measured.Load.AcknowledgedItems / measured.Load.Elapsed.TotalSeconds,
            SettledSeconds = measured.Settled.TotalSeconds,
            P50Ms = measured.Load.Latency.Percentile(0.5).TotalMilliseconds,
            P99Ms = measured.Load.Latency.Percentile(0.99).TotalMilliseconds,
            measured.Load.Retries,
            BytesPerItem = bytes,
        });
        report.Add("CPU seconds per million items (server: gateway and worker in one)", new
        {
            Case = one.Name,
            Total = measured.CpuSecondsPerMillion,
            Gateway = measured.CpuOf("gateway"),
            Worker = measured.CpuOf("worker"),
            Server = measured.CpuOf("server"),
            Engine = measured.CpuOf(Engine),
            Broker = measured.CpuOf(Broker),
            LoadGenerator = measured.CpuOf(ProcessMeter.LoadGenerator),
        });
        report.Add("Peak memory, MB", new
        {
            Case = one.Name,
            Gateway = measured.PeakOf("gateway"),
            Worker = measured.PeakOf("worker"),
            Server = measured.PeakOf("server"),
            Engine = measured.PeakOf(Engine),
            Broker = measured.PeakOf(Broker),
        });
        AddWork(one.Name, measured.Load.AcknowledgedItems, measured.Work);
        AddTargets(measured, bytes);
        if (floor is not null)
        {
            AddWork($"{one.Name}: floor", floor.Rows, floor.Work);
            AddFloor(measured, floor);
            foreach (DiskShare share in disk.Where(share => share.BytesPerRow >= 0.01))
            {
                report.Add($"Bytes per row on disk, {one.Name}", share);
            }
        }
    }

    private void AddWork(string name, long rows, EngineWork work) => report.Add("What the engine did", new
    {
        Case = name,
        work.Inserts,
        RowsPerInsert = rows / (double)work.Inserts,
        work.Merges,
        MergedRowsPerRow = work.MergedRows / (double)rows,
    });

    private void AddTargets(LineMeasurement measured, double bytes)
    {
        foreach (string role in new[] { "gateway", "worker", "server" })
        {
            if (measured.PeakOf(role) is { } peak)
            {
                report.AtMost($"{one.Name}: {role}, peak memory", peak, 300, "MB");
            }
        }

        if (one.Signal == Signal.Spans)
        {
            report.AtLeast($"{one.Name}: spans", measured.ItemsPerSecond, 80_000, "1/s");
        }
        else if (one.HasFloor)
        {
            report.AtMost($"{one.Name}: on disk", bytes, 140, "B/record");
            Cpu(measured, "gateway", 1.5);
            Cpu(measured, "worker", 2.0);
        }
    }

    private void Cpu(LineMeasurement measured, string role, double bound)
    {
        if (measured.CpuOf(role) is { } cpu)
        {
            report.AtMost($"{one.Name}: {role}", cpu, bound, "CPU-s/M");
        }
    }

    private void AddFloor(LineMeasurement measured, FloorResult floor)
    {
        double cpu = measured.CpuSecondsPerMillion / floor.CpuSecondsPerMillion;
        double speed = measured.ItemsPerSecond / floor.RowsPerSecond;
        report.Add("Beside the floor (ready-made Native files)", new
        {
            Case = one.Name,
            FloorRowsPerSecond = floor.RowsPerSecond,
            LineItemsPerSecond = measured.ItemsPerSecond,
            SpeedRatio = speed,
            FloorInsertCpu = floor.InsertCpuSecondsPerMillion,
            FloorCpu = floor.CpuSecondsPerMillion,
            LineCpu = measured.CpuSecondsPerMillion,
            LineEngineCpu = measured.CpuOf(Engine),
            CpuRatio = cpu,
        });
        if (one.Signal == Signal.Logs)
        {
            report.AtMost($"{one.Name}: CPU beside the floor", cpu, 1.4, "×");
            report.AtLeast($"{one.Name}: speed beside the floor", speed, 0.6, "×");
        }
    }
}
