using System.Collections.Concurrent;

namespace Telemetry.Testing.Load;

/// <summary>How each request ended. Safe for several threads.</summary>
public sealed class LoadJournal
{
    private readonly ConcurrentDictionary<long, ExportOutcome> _outcomes = [];
    private readonly ConcurrentDictionary<string, long> _answers = [];

    /// <summary>Requests with an outcome, by number.</summary>
    public IReadOnlyDictionary<long, ExportOutcome> Outcomes => _outcomes;

    /// <summary>How often each text came with an outcome other than an acknowledgement.</summary>
    public IReadOnlyDictionary<string, long> Answers => _answers;

    /// <summary>Requests that ended so.</summary>
    public long Count(ExportOutcome outcome) => _outcomes.Values.LongCount(one => one == outcome);

    internal void Add(long request, in ExportAnswer answer)
    {
        _outcomes[request] = answer.Outcome;
        if (answer.Outcome != ExportOutcome.Acknowledged)
        {
            _answers.AddOrUpdate($"{answer.Outcome} {answer.GrpcStatus}: {answer.Message}", 1, (_, count) => count + 1);
        }
    }
}
