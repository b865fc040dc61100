using System.Globalization;
using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Processes;
using Telemetry.Testing;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Requests;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Line;

/// <summary>Sends one case through a running system and measures until its rows are there and merges have settled.</summary>
internal sealed class LineRun(LineCase one, RunningSystem system, ProcessMeter meter)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(5);

    /// <summary>Warms up, then measures.</summary>
    public async Task<LineMeasurement> RunAsync(CancellationToken cancellationToken)
    {
        await SendAsync(0, WarmUpRequests, cancellationToken);
        await DrainedAsync(WarmUpItems, cancellationToken);
        await MergesSettled.WaitAsync(system.Store, cancellationToken);

        Func<CancellationToken, Task<LoadReport>> send = Prepare(WarmUpRequests, one.Items / one.ItemsPerRequest);
        EngineWork before = await EngineWork.OfAsync(system.Store, cancellationToken);
        meter.Start();
        LoadReport load = await send(cancellationToken);
        await DrainedAsync(WarmUpItems + one.Items, cancellationToken);
        TimeSpan drained = meter.Elapsed;
        await MergesSettled.WaitAsync(system.Store, cancellationToken);
        var measured = new LineMeasurement(load, drained, meter.Elapsed, meter.Read(), await EngineWork.OfAsync(system.Store, cancellationToken) - before);
        await VerifyAsync(load, cancellationToken);
        return measured;
    }

    private int WarmUpRequests => one.WarmUpItems / one.ItemsPerRequest;

    private int WarmUpItems => WarmUpRequests * one.ItemsPerRequest;

    private string Attributes => one.Table == "otel_logs" ? "LogAttributes" : "SpanAttributes";

    private Task<LoadReport> SendAsync(int first, int count, CancellationToken cancellationToken) => Prepare(first, count)(cancellationToken);

    /// <summary>Everything that is not sending is done before the clock starts.</summary>
    private Func<CancellationToken, Task<LoadReport>> Prepare(int first, int count)
    {
        int templates = Math.Max(1, 64_000 / one.ItemsPerRequest);
        IReadOnlyList<RequestTemplate> requests = one.Table == "otel_logs"
            ? LogTemplates.Make(Math.Min(templates, 2000), one.ItemsPerRequest)
            : SpanTemplates.Make(Math.Min(templates, 2000), one.ItemsPerRequest);
        var plan = new LoadPlan
        {
            Address = () => system.Grpc,
            Signal = one.Signal,
            Source = one.Gzip ? new RequestSource(requests, first, count) : new RequestSource(requests),
            Keys = system.Keys,
            Connections = one.Connections,
            FirstRequest = first,
            Requests = count,
            RetryRefused = true,
        };
        return cancellationToken => SendAllAsync(plan, cancellationToken);
    }

    private async Task<LoadReport> SendAllAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var journal = new LoadJournal();
        LoadReport load = await new LoadGenerator(plan, journal).RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return load.Acknowledged == plan.Requests
            ? load
            : throw new InvalidOperationException($"{load.Acknowledged} of {plan.Requests} requests were acknowledged in case {one.Name}: {string.Join("; ", journal.Answers.Keys)}");
    }

    private Task DrainedAsync(long rows, CancellationToken cancellationToken) => Eventually.HoldsAsync(
        async () => await system.Store.NumberAsync($"SELECT count() FROM {one.Table}", cancellationToken) >= rows,
        DrainLimit, $"{rows} rows are in {one.Table}", cancellationToken);

    /// <summary>A speed is worth nothing when rows are missing or there twice.</summary>
    private async Task VerifyAsync(LoadReport load, CancellationToken cancellationToken)
    {
        string[] found = (await system.Store.RowsAsync(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT count(), uniqExact(toUInt64({Attributes}['{RequestTemplate.RecordIdKey}'])) FROM {one.Table}
            WHERE toUInt64({Attributes}['{RequestTemplate.RecordIdKey}']) >= {WarmUpItems}
            """), cancellationToken)).Single();
        string expected = load.AcknowledgedItems.ToString(CultureInfo.InvariantCulture);
        if (found.Any(number => number != expected))
        {
            throw new InvalidOperationException($"{expected} items were acknowledged in case {one.Name}, but {found[0]} rows with {found[1]} different ids are there.");
        }
    }
}

/// <summary>What a run gave.</summary>
/// <param name="Load">Of the load generator.</param>
/// <param name="Drained">Until every row could be queried.</param>
/// <param name="Settled">Until merges had settled.</param>
/// <param name="Processes">By role, until merges had settled.</param>
/// <param name="Work">What the engine did, until merges had settled.</param>
internal sealed record LineMeasurement(
    LoadReport Load, TimeSpan Drained, TimeSpan Settled, IReadOnlyDictionary<string, ProcessSample> Processes, EngineWork Work)
{
    /// <summary>All processes but the load generator, in seconds per million items.</summary>
    public double CpuSecondsPerMillion => Processes.Where(role => role.Key != ProcessMeter.LoadGenerator).Sum(role => PerMillion(role.Value));

    /// <summary>From the first byte sent until every row could be queried.</summary>
    public double ItemsPerSecond => Load.AcknowledgedItems / Drained.TotalSeconds;

    /// <summary>Of one role; null when there is none.</summary>
    public double? CpuOf(string role) => Processes.TryGetValue(role, out ProcessSample sample) ? PerMillion(sample) : null;

    /// <summary>Peak of one role; null when there is none.</summary>
    public double? PeakOf(string role) => Processes.TryGetValue(role, out ProcessSample sample) ? sample.PeakMegabytes : null;

    private double PerMillion(ProcessSample sample) => sample.CpuSeconds / (Load.AcknowledgedItems / 1e6);
}
