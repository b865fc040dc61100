using System.Diagnostics;
using Telemetry.Model;
using Telemetry.Testing;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Requests;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>
/// Clients that keep sending one signal to a system, whatever happens to it, and remember how each request ended. A request is never sent
/// twice: what a client retries after an unclear end may rightly be there twice, and would hide what must not be.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int Connections = 5;

    // Refused and lost requests too: the file-like numbering of requests makes room for one sender after the other.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);
    // Part of the contract: a client must not wait to be told to come back.
    private static readonly TimeSpan RefusalBound = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RefusalLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LedgerLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);

    private readonly RunningSystem _system;
    private readonly LoadPlan _plan;
    private readonly LoadGenerator _generator;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<LoadReport> _run;

    /// <summary>Starts to send.</summary>
    public SteadyLoad(RunningSystem system, Signal signal, int itemsPerRequest, double requestsPerSecond)
    {
        _system = system;
        _plan = new LoadPlan
        {
            Address = () => system.Grpc,
            Signal = signal,
            Source = new RequestSource(signal == Signal.Logs ? LogTemplates.Make(50, itemsPerRequest) : SpanTemplates.Make(50, itemsPerRequest)),
            Keys = system.Keys,
            Connections = Connections,
            RequestsPerSecond = requestsPerSecond,
            AnswerTimeout = AnswerTimeout,
        };
        _generator = new LoadGenerator(_plan, Journal);
        _run = _generator.RunAsync(_stop.Token);
    }

    /// <summary>How every request ended.</summary>
    public LoadJournal Journal { get; } = new();

    /// <summary>Records or spans in each request.</summary>
    public int ItemsPerRequest => _plan.Source.ItemsPerRequest;

    /// <summary>What is sent.</summary>
    public Signal Signal => _plan.Signal;

    /// <summary>Returns when so many more requests have been acknowledged: the system serves again.</summary>
    public async Task FlowsAsync(int more, CancellationToken cancellationToken)
    {
        long until = Journal.Acknowledged + more;
        await Eventually.HoldsAsync(() => Journal.Acknowledged >= until, DrainLimit, $"{more} more {Signal} requests are acknowledged", cancellationToken);
    }

    /// <summary>
    /// Watches a fault last: from the first refusal on, requests are answered all the time, with a retryable status and at once.
    /// </summary>
    public async Task IsToldToRetryForAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await IsRefusedAsync(cancellationToken);
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            // Each round proves that answers keep coming: a system that hangs would end it by the limit.
            await IsRefusedAsync(cancellationToken);
        }

        Assert.Equal(0, Journal.RefusedForGood);
        Assert.True(Journal.MedianRefusal() < RefusalBound, $"Half of the refusals took {Journal.MedianRefusal().TotalMilliseconds:0} ms or more.");
    }

    private async Task IsRefusedAsync(CancellationToken cancellationToken)
    {
        long until = Journal.Refused + 1;
        await Eventually.HoldsAsync(() => Journal.Refused >= until, RefusalLimit, $"a {Signal} request is refused", cancellationToken);
    }

    /// <summary>
    /// Ends the load and waits until the queue is empty: a last request goes in and comes out behind all others, since a lane keeps its order
    /// and repeats what was under way first.
    /// </summary>
    public async Task<LoadReport> DrainAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        LoadReport report = await _run;
        long last = _plan.FirstRequest + _generator.Started;
        LoadReport end = await new LoadGenerator(_plan with { FirstRequest = last, Requests = 1, RequestsPerSecond = null, RetryRefused = true }, Journal).RunAsync(cancellationToken);
        Assert.True(end.Acknowledged == 1, $"The last {Signal} request was not acknowledged: {string.Join("; ", Journal.Answers.Keys)}");
        var rows = new StoredItems(_system.Store, this);
        await Eventually.HoldsAsync(() => rows.HasAsync(last, cancellationToken), DrainLimit, $"the last {Signal} request is stored", cancellationToken);
        return report;
    }

    /// <summary>Compares what is stored with what was answered, and with the ledger; for a load that was drained.</summary>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var stored = new StoredItems(_system.Store, this);
        // Two batches are in hand at a time: the one before the last may wait for another attempt while the last is stored. What is lost stays lost, and what is there twice stays so.
        IReadOnlyList<string> violations = [];
        long started = Stopwatch.GetTimestamp();
        do
        {
            violations = await stored.FindViolationsAsync(cancellationToken);
        }
        while (violations.Count > 0 && Stopwatch.GetElapsedTime(started) < RetryLimit);
        Assert.True(violations.Count == 0, $"{violations.Count} violations: {string.Join(' ', violations.Take(10))}");
        Assert.True(Journal.RefusedForGood == 0, $"Requests were refused for good: {string.Join("; ", Journal.Answers.Keys)}");
        // Rows come first, and the ledger's entry for them before their batch is acknowledged.
        long rows = await stored.CountAsync(cancellationToken);
        await Eventually.HoldsAsync(async () => await stored.CountInLedgerAsync(cancellationToken) == rows, LedgerLimit, $"the ledger says that {rows} {Signal} are stored", cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }
}
