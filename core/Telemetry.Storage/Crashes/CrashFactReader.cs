using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>
/// Compares an issue's crashes with the others of its releases (docs/adr/0125). Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.
/// </summary>
public sealed class CrashFactReader
{
    /// <summary>Crashes of either side that are looked at; with these, shares are within 1 %.</summary>
    public const int Sample = 20_000;

    private const int MaxHashes = 5000;
    private const int MaxReleases = 500;

    private static readonly string Hours = SqlFile.Read("Crashes.count_own_and_others");
    private static readonly string Facts = SqlFile.Read("Crashes.compare_facts");
    private static readonly string Lists = SqlFile.Read("Crashes.compare_lists");
    private static readonly string Distributions = SqlFile.Read("Crashes.sum_lists");

    private readonly QueryRunner _runner;

    internal CrashFactReader(QueryRunner runner) => _runner = runner;

    /// <summary>Compares.</summary>
    /// <param name="scope">When, and in which releases: those the issue was seen in. Its environments are not looked at.</param>
    /// <param name="hashes">The issue's; of more than 5,000 the first of them.</param>
    /// <param name="cancellationToken">Ends the queries in the store as well.</param>
    public async Task<CrashComparison> CompareAsync(CrashScope scope, IReadOnlyList<ulong> hashes, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(scope, hashes);
        parameters.AddNamed("from", "UInt32", scope.From);
        List<(long Starts, long Own, long Others)> hours = await _runner.ReadAsync(
            new SqlStatement(Hours, parameters.Items), reader => (Convert.ToInt64(reader.GetValue(0), null), (long)reader.GetUInt64(1), (long)reader.GetUInt64(2)), cancellationToken);
        (long fromOwn, long own) = Newest(hours.Select(hour => (hour.Starts, hour.Own)), scope.From);
        (long fromOthers, long others) = Newest(hours.Select(hour => (hour.Starts, hour.Others)), scope.From);
        SqlParameters sample = Parameters(scope, hashes);
        sample.AddNamed("from_own", "UInt32", fromOwn);
        sample.AddNamed("from_others", "UInt32", fromOthers);
        sample.AddNamed("rows", "UInt32", Sample);
        return new CrashComparison(
            hours.Sum(hour => hour.Own),
            own,
            others,
            await FactsAsync(sample, cancellationToken),
            await DistributionsAsync(scope, sample, cancellationToken));
    }

    private async Task<IReadOnlyList<FactFigures>> FactsAsync(SqlParameters sample, CancellationToken cancellationToken)
    {
        List<(string Name, string Value, bool IsAny, long Own, long Others)> rows = await _runner.ReadAsync(
            new SqlStatement(Facts, sample.Items),
            reader => (reader.GetString(0), reader.GetString(1), reader.GetByte(2) != 0, (long)reader.GetUInt64(3), (long)reader.GetUInt64(4)),
            cancellationToken);
        var all = rows.Where(row => row.IsAny).ToDictionary(row => row.Name, row => (row.Own, row.Others));
        return [.. rows.Where(row => !row.IsAny && all.ContainsKey(row.Name)).Select(row => new FactFigures(row.Name, row.Value, row.Own, row.Others, all[row.Name].Own, all[row.Name].Others))];
    }

    private async Task<IReadOnlyList<FactFigures>> DistributionsAsync(CrashScope scope, SqlParameters sample, CancellationToken cancellationToken)
    {
        List<(string List, ulong Own, ulong Others)> lists = await _runner.ReadAsync(
            new SqlStatement(Lists, sample.Items), reader => (reader.GetString(0), reader.GetUInt64(1), reader.GetUInt64(2)), cancellationToken);
        if (lists.Count == 0)
        {
            return [];
        }

        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", scope.Project.Value);
        parameters.AddNamed("lists", "Array(String)", lists.Select(list => list.List).ToArray());
        parameters.AddNamed("own", "Array(UInt64)", lists.Select(list => list.Own).ToArray());
        parameters.AddNamed("others", "Array(UInt64)", lists.Select(list => list.Others).ToArray());
        (long own, long others) = (lists.Sum(list => (long)list.Own), lists.Sum(list => (long)list.Others));
        return await _runner.ReadAsync(
            new SqlStatement(Distributions, parameters.Items),
            reader => new FactFigures(reader.GetString(0), reader.GetString(1), (long)reader.GetUInt64(2), (long)reader.GetUInt64(3), own, others),
            cancellationToken);
    }

    /// <summary>The hour from which on there are enough crashes, and how many are looked at: whole hours, so that the store reads a range and not all of them.</summary>
    private static (long From, long Count) Newest(IEnumerable<(long Starts, long Count)> newestFirst, long from)
    {
        long sum = 0;
        foreach ((long starts, long count) in newestFirst)
        {
            sum += count;
            if (sum >= Sample)
            {
                return (starts, Sample);
            }
        }

        return (from, sum);
    }

    private static SqlParameters Parameters(CrashScope scope, IReadOnlyList<ulong> hashes)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", scope.Project.Value);
        parameters.AddNamed("hashes", "Array(UInt64)", hashes.Take(MaxHashes).ToArray());
        parameters.AddNamed("releases", "Array(String)", scope.Releases.Take(MaxReleases).ToArray());
        parameters.AddNamed("to", "UInt32", scope.To);
        return parameters;
    }
}
