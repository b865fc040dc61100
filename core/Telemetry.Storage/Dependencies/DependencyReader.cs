using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;
using Telemetry.Storage.Spans;

namespace Telemetry.Storage.Dependencies;

/// <summary>Reads who calls whom, from the spans of a range. May throw <see cref="QueryFailedException"/>.</summary>
public sealed class DependencyReader
{
    /// <summary>Callers with a callee, in one answer.</summary>
    public const int MaxItems = 500;

    // Joined in half a second on two cores (docs/adr/0097).
    private const long MaxSpans = 500_000;

    private const string Table = "otel_traces";

    private readonly QueryRunner _runner;
    private readonly ReleaseList _releases;
    private readonly SpanCount _count;

    internal DependencyReader(QueryRunner runner, ReleaseList releases, SpanCount count)
    {
        _runner = runner;
        _releases = releases;
        _count = count;
    }

    /// <summary>The dependencies. In a range of more than half a million spans, those of a sample of it.</summary>
    public async Task<StoredDependencies> ListAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = await _releases.ReadAsync(request, SearchSchema.Spans, Table, cancellationToken);
        int oneIn = await _count.SampleAsync(request, MaxSpans, cancellationToken);
        List<StoredDependency> calls = await ReadAsync(DependencyQuery.Calls(request, releases, oneIn, MaxItems + 1), oneIn, cancellationToken);
        List<StoredDependency> peers = await ReadAsync(DependencyQuery.Peers(request, releases, oneIn, MaxItems + 1), oneIn, cancellationToken);
        StoredDependency[] all = [.. calls.Concat(peers).OrderByDescending(item => item.Calls).ThenBy(item => item.Caller, StringComparer.Ordinal).ThenBy(item => item.Callee, StringComparer.Ordinal)];
        return new StoredDependencies([.. all.Take(MaxItems)], all.Length > MaxItems, oneIn);
    }

    private Task<List<StoredDependency>> ReadAsync(SqlStatement statement, int oneIn, CancellationToken cancellationToken) => _runner.ReadAsync(
        statement,
        reader => new StoredDependency(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            (long)reader.GetUInt64(3) * oneIn,
            (long)reader.GetUInt64(4) * oneIn,
            (long)reader.GetFloat(5)),
        cancellationToken);
}
