using System.Diagnostics;

namespace Telemetry.Benchmarks.Processes;

/// <summary>Adds up processor time by role over a span of time. The set of processes is looked up at each reading, so children may come later.</summary>
/// <param name="roles">Role and the ids of its processes now.</param>
internal sealed class ProcessMeter(IReadOnlyList<(string Role, Func<IEnumerable<int>> Processes)> roles)
{
    /// <summary>Name of the role that this process itself plays.</summary>
    public const string LoadGenerator = "load generator";

    private readonly Dictionary<string, ProcessSample> _start = [];
    private long _startedAt;

    /// <summary>Time since <see cref="Start"/>.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_startedAt);

    /// <summary>Counts from now.</summary>
    public void Start()
    {
        foreach ((string role, ProcessSample sample) in Look())
        {
            _start[role] = sample;
        }

        _startedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>What each role used since the start. Memory is absolute.</summary>
    public IReadOnlyDictionary<string, ProcessSample> Read() =>
        Look().ToDictionary(one => one.Role, one => one.Sample with { CpuSeconds = one.Sample.CpuSeconds - _start[one.Role].CpuSeconds });

    private IEnumerable<(string Role, ProcessSample Sample)> Look() =>
        roles.Append((LoadGenerator, () => [Environment.ProcessId]))
            .Select(role => (role.Item1, role.Item2().Select(ProcessSample.Of).Aggregate(default(ProcessSample), (sum, one) => sum + one)));
}
