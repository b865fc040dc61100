using System.Diagnostics;

namespace Telemetry.Testing.Load;

/// <summary>Runs a plan: every client sends its next request as soon as the last one is answered, or when it is due.</summary>
public sealed class LoadGenerator(LoadPlan plan, LoadJournal journal)
{
    // What a client waits that was told to come back without being told when, or that found nobody listening.
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMilliseconds(50);

    private readonly LatencyHistogram _latency = new();
    private readonly Lock _latencyLock = new();
    private long _next = plan.FirstRequest;
    private long _retries;
    private long _started;

    /// <summary>Requests handed out so far, for tests that watch progress.</summary>
    public long Started => Interlocked.Read(ref _next) - plan.FirstRequest;

    /// <summary>Sends until the plan is done or <paramref name="stop"/> is set; then waits for the answers in flight.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken stop)
    {
        _started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(client => Task.Run(() => ClientAsync(client, stop), CancellationToken.None)));
        long acknowledged = CountNew(ExportOutcome.Acknowledged), refused = CountNew(ExportOutcome.Refused), lost = CountNew(ExportOutcome.NoAnswer);
        return new LoadReport(
            Stopwatch.GetElapsedTime(_started), acknowledged + refused + lost, acknowledged, refused, lost, _retries, plan.Source.ItemsPerRequest, _latency);
    }

    private long CountNew(ExportOutcome outcome) => journal.Outcomes.LongCount(one => one.Key >= plan.FirstRequest && one.Key < _next && one.Value == outcome);

    private async Task ClientAsync(int client, CancellationToken stop)
    {
        var latency = new LatencyHistogram();
        byte[] scratch = new byte[plan.Source.MaxLength];
        using var sender = new LoadClient(plan, plan.Keys[client % plan.Keys.Count]);
        while (!stop.IsCancellationRequested && TryTakeNumber(out long request))
        {
            if (!await WaitUntilDueAsync(request, stop))
            {
                break; // the number stays unused: nothing was sent under it
            }

            ReadOnlyMemory<byte> payload = plan.Source.Take(request, scratch);
            long sentAt = Stopwatch.GetTimestamp();
            ExportAnswer answer = await SendAsync(sender, payload, latency, stop);
            journal.Add(request, in answer, Stopwatch.GetElapsedTime(sentAt));
            if (answer.Outcome == ExportOutcome.NoAnswer)
            {
                await PauseAsync(DefaultPause, stop);
            }
        }

        lock (_latencyLock)
        {
            _latency.Add(latency);
        }
    }

    private bool TryTakeNumber(out long request)
    {
        request = Interlocked.Increment(ref _next) - 1;
        return request - plan.FirstRequest < plan.Requests;
    }

    private async Task<ExportAnswer> SendAsync(LoadClient sender, ReadOnlyMemory<byte> payload, LatencyHistogram latency, CancellationToken stop)
    {
        while (true)
        {
            long sentAt = Stopwatch.GetTimestamp();
            ExportAnswer answer = await sender.ExportAsync(payload);
            latency.Add(Stopwatch.GetElapsedTime(sentAt));
            if (!plan.RetryRefused || !answer.IsRetryable || stop.IsCancellationRequested)
            {
                return answer;
            }

            Interlocked.Increment(ref _retries);
            await PauseAsync(answer.RetryAfter ?? DefaultPause, stop);
        }
    }

    /// <summary>False when the run ended first.</summary>
    private async ValueTask<bool> WaitUntilDueAsync(long request, CancellationToken stop)
    {
        if (plan.RequestsPerSecond is { } rate)
        {
            TimeSpan due = TimeSpan.FromSeconds((request - plan.FirstRequest) / rate);
            await PauseAsync(due - Stopwatch.GetElapsedTime(_started), stop);
        }

        return !stop.IsCancellationRequested;
    }

    private static async ValueTask PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
