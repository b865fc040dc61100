using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs.Patterns;

/// <summary>Mines the templates of messages. May throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class LogPatternReader
{
    /// <summary>Stands in a template for what changes.</summary>
    public const string Variable = "<*>";

    /// <summary>Records looked at, at most: the newest.</summary>
    public const int MaxRecords = 100_000;

    private const string Table = "otel_logs";

    private readonly QueryRunner _runner;
    private readonly ReleaseList _releases;

    internal LogPatternReader(QueryRunner runner, ReleaseList releases) => (_runner, _releases) = (runner, releases);

    /// <summary>The most frequent templates.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="limit">Templates, 1 or more.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredLogPatterns> MineAsync(SearchRequest request, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = await _releases.ReadAsync(request, SearchSchema.Logs, Table, cancellationToken);
        List<(MaskedMessage Message, long Everything)> rows = await _runner.ReadAsync(LogPatternQuery.Gather(request, releases, MaxRecords), Read, cancellationToken);
        long records = rows.Count > 0 ? rows[0].Everything : 0;
        IReadOnlyList<StoredLogPattern> patterns = LogTemplateMiner.Mine(rows.Select(row => row.Message));
        return new StoredLogPatterns([.. patterns.Take(limit)], records, IsComplete: records < MaxRecords);
    }

    private static (MaskedMessage Message, long Everything) Read(ClickHouseDataReader reader) => (
        new MaskedMessage(
            reader.GetString(0),
            (long)reader.GetUInt64(1),
            reader.GetByte(2),
            reader.GetString(3),
            reader.GetFieldValue<string[]>(4),
            new UnixNanoseconds(reader.GetInt64(5)),
            new UnixNanoseconds(reader.GetInt64(6)),
            reader.GetString(7)),
        (long)reader.GetUInt64(8));
}
