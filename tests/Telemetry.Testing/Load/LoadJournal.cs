using System.Collections.Concurrent;

namespace Telemetry.Testing.Load;

/// <summary>How each request ended. Safe for several threads.</summary>
public sealed class LoadJournal
{
    private readonly ConcurrentDictionary<long, ExportOutcome> _outcomes = [];
    private readonly ConcurrentDictionary<string, long> _answers = [];
    private long _refusedForGood;
    private readonly LatencyHistogram _refusalLatency = new();
    private long _acknowledged;
    private long _refused;

    /// <summary>Requests with an outcome, by number.</summary>
    public IReadOnlyDictionary<long, ExportOutcome> Outcomes => _outcomes;

    /// <summary>How often each text came with an outcome other than an acknowledgement.</summary>
    public IReadOnlyDictionary<string, long> Answers => _answers;

    /// <summary>Requests acknowledged so far; cheap enough to ask all the time.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Requests refused so far.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Refusals that a client may not retry: the item would be lost. Faults of the system must not cause any.</summary>
    public long RefusedForGood => Interlocked.Read(ref _refusedForGood);

    /// <summary>How long half of the refused requests took at most.</summary>
    public TimeSpan MedianRefusal()
    {
        lock (_refusalLatency)
        {
            return _refusalLatency.Percentile(0.5);
        }
    }

    /// <summary>Requests that ended so.</summary>
    public long Count(ExportOutcome outcome) => _outcomes.Values.LongCount(one => one == outcome);

    internal void Add(long request, in ExportAnswer answer, TimeSpan took)
    {
        _outcomes[request] = answer.Outcome;
        if (answer.Outcome == ExportOutcome.Acknowledged)
        {
            Interlocked.Increment(ref _acknowledged);
        }
        else
        {
            CountRefusal(in answer, took);
            _answers.AddOrUpdate($"{answer.Outcome} {answer.GrpcStatus}: {answer.Message}", 1, (_, count) => count + 1);
        }
    }

    private void CountRefusal(in ExportAnswer answer, TimeSpan took)
    {
        if (answer.Outcome != ExportOutcome.Refused)
        {
            return;
        }

        Interlocked.Increment(ref _refused);
        Interlocked.Add(ref _refusedForGood, answer.IsRetryable ? 0 : 1);
        lock (_refusalLatency)
        {
            _refusalLatency.Add(took);
        }
    }
}
