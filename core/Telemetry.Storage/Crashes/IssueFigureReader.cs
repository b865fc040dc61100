using ClickHouse.Driver.ADO.Readers;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>
/// Reads how often issues happen, from sums by the hour. An issue is given as the hashes it has: the map of hashes to issues is the control database's, and so a merge changes nothing here
/// (docs/adr/0124). Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.
/// </summary>
public sealed class IssueFigureReader
{
    /// <summary>Hashes of one answer at most; a project with more keeps those the store comes across first.</summary>
    public const int MaxHashes = 200_000;

    /// <summary>Places of one answer at most.</summary>
    public const int MaxPlaces = 2000;

    // They travel in the address, where the engine takes 128 KiB of one value.
    private const int HashesPerStatement = 5000;

    private static readonly string Hashes = SqlFile.Read("Crashes.sum_hashes");
    private static readonly string HashPlaces = SqlFile.Read("Crashes.sum_hash_places");
    private static readonly string PeopleOfHashes = SqlFile.Read("Crashes.sum_people_of_hashes");
    private static readonly string People = SqlFile.Read("Crashes.sum_people");
    private static readonly string Trends = SqlFile.Read("Crashes.sum_trends");
    private static readonly string IssueReleases = SqlFile.Read("Crashes.sum_issue_releases");
    private static readonly string Places = SqlFile.Read("Crashes.sum_places");
    private static readonly string Releases = SqlFile.Read("Crashes.sum_releases");

    private readonly QueryRunner _runner;

    internal IssueFigureReader(QueryRunner runner) => _runner = runner;

    /// <summary>All hashes with an event in the scope.</summary>
    /// <param name="scope">Where and when.</param>
    /// <param name="withPlaces">Whether releases and environments are named; else both are empty.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<HashFigures>> SumHashesAsync(CrashScope scope, bool withPlaces, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(scope);
        parameters.AddNamed("limit", "UInt32", MaxHashes);
        return await _runner.ReadAsync(
            new SqlStatement(withPlaces ? HashPlaces : Hashes, parameters.Items),
            reader => new HashFigures(reader.GetUInt64(0), (long)reader.GetUInt64(1), withPlaces ? reader.GetFieldValue<string[]>(2) : [], withPlaces ? reader.GetFieldValue<string[]>(3) : []),
            cancellationToken);
    }

    /// <summary>People hit under each hash. Those of several hashes cannot be added up: <see cref="CountPeopleAsync"/> counts them.</summary>
    public async Task<IReadOnlyDictionary<ulong, long>> CountPeopleOfHashesAsync(CrashScope scope, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(scope);
        parameters.AddNamed("limit", "UInt32", MaxHashes);
        List<(ulong Hash, ulong People)> rows = await _runner.ReadAsync(
            new SqlStatement(PeopleOfHashes, parameters.Items), reader => (reader.GetUInt64(0), reader.GetUInt64(1)), cancellationToken);
        return rows.ToDictionary(row => row.Hash, row => (long)row.People);
    }

    /// <summary>People hit by each issue.</summary>
    /// <param name="scope">Where and when.</param>
    /// <param name="issues">The hashes of each; of one with more than 5,000 the first of them.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    /// <returns>One number for each, in their order. Exact up to some thousands, within 1 % above.</returns>
    public async Task<IReadOnlyList<long>> CountPeopleAsync(CrashScope scope, IReadOnlyList<IReadOnlyList<ulong>> issues, CancellationToken cancellationToken)
    {
        var people = new long[issues.Count];
        foreach (SqlParameters parameters in ByGroups(scope, issues))
        {
            foreach ((uint group, ulong count) in await _runner.ReadAsync(
                new SqlStatement(People, parameters.Items), reader => ((uint)reader.GetValue(0), reader.GetUInt64(1)), cancellationToken))
            {
                people[group] = (long)count;
            }
        }

        return people;
    }

    /// <summary>Events of each issue over time.</summary>
    /// <param name="scope">Where and when.</param>
    /// <param name="issues">The hashes of each, as above.</param>
    /// <param name="step">Seconds, whole hours.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    /// <returns>For each, in their order, the events of each step, oldest first.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<long>>> SumTrendsAsync(CrashScope scope, IReadOnlyList<IReadOnlyList<ulong>> issues, long step, CancellationToken cancellationToken)
    {
        int steps = (int)((scope.To - scope.From + step - 1) / step);
        long[][] trends = [.. issues.Select(_ => new long[steps])];
        foreach (SqlParameters parameters in ByGroups(scope, issues))
        {
            parameters.AddNamed("step", "UInt32", step);
            foreach ((uint group, uint number, ulong count) in await _runner.ReadAsync(
                new SqlStatement(Trends, parameters.Items), reader => ((uint)reader.GetValue(0), (uint)reader.GetValue(1), reader.GetUInt64(2)), cancellationToken))
            {
                trends[group][number] = (long)count;
            }
        }

        return trends;
    }

    /// <summary>Events of each issue by release.</summary>
    /// <param name="scope">Where and when.</param>
    /// <param name="issues">The hashes of each, as above.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    /// <returns>For each, in their order, the events of each release it was seen in; the name is empty for crashes that name none.</returns>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, long>>> SumReleasesOfAsync(CrashScope scope, IReadOnlyList<IReadOnlyList<ulong>> issues, CancellationToken cancellationToken)
    {
        Dictionary<string, long>[] releases = [.. issues.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal))];
        foreach (SqlParameters parameters in ByGroups(scope, issues))
        {
            parameters.AddNamed("limit", "UInt32", MaxPlaces * 20);
            foreach ((uint group, string release, ulong count) in await _runner.ReadAsync(
                new SqlStatement(IssueReleases, parameters.Items), reader => ((uint)reader.GetValue(0), reader.GetString(1), reader.GetUInt64(2)), cancellationToken))
            {
                releases[group][release] = (long)count;
            }
        }

        return releases;
    }

    /// <summary>One issue by release and environment.</summary>
    public async Task<IssuePlaces> SumPlacesAsync(CrashScope scope, IReadOnlyList<ulong> hashes, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(scope);
        parameters.AddNamed("hashes", "Array(UInt64)", hashes.Take(HashesPerStatement).ToArray());
        parameters.AddNamed("limit", "UInt32", MaxPlaces);
        List<(int Level, PlaceFigures Figures)> rows = await _runner.ReadAsync(new SqlStatement(Places, parameters.Items), Place, cancellationToken);
        ILookup<int, PlaceFigures> levels = rows.ToLookup(row => row.Level, row => row.Figures);
        // grouping() sets a bit for each column that is summed over: Environment is 1, Release 2.
        return new IssuePlaces(levels[3].FirstOrDefault(whole => whole.Events > 0), [.. levels[1]], [.. levels[2]]);
    }

    /// <summary>How much each release was in use.</summary>
    public async Task<IReadOnlyList<ReleaseUse>> SumReleasesAsync(CrashScope scope, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(scope);
        parameters.AddNamed("limit", "UInt32", MaxPlaces);
        return await _runner.ReadAsync(
            new SqlStatement(Releases, parameters.Items), reader => new ReleaseUse(reader.GetString(0), (long)reader.GetUInt64(1), (long)reader.GetUInt64(2)), cancellationToken);
    }

    private static (int Level, PlaceFigures Figures) Place(ClickHouseDataReader reader)
    {
        int level = reader.GetByte(0);
        string name = level == 1 ? reader.GetString(1) : reader.GetString(2);
        return (level, new PlaceFigures(
            name,
            (long)reader.GetUInt64(3),
            (long)reader.GetUInt64(4),
            (long)reader.GetUInt64(5),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7))));
    }

    /// <summary>The issues in as many statements as their hashes need; an issue is never torn apart, or its people would count twice.</summary>
    private static IEnumerable<SqlParameters> ByGroups(CrashScope scope, IReadOnlyList<IReadOnlyList<ulong>> issues)
    {
        List<ulong> hashes = [];
        List<uint> groups = [];
        for (int i = 0; i < issues.Count; i++)
        {
            ulong[] own = [.. issues[i].Take(HashesPerStatement)];
            if (hashes.Count + own.Length > HashesPerStatement)
            {
                yield return ForGroups(scope, hashes, groups);
                (hashes, groups) = ([], []);
            }

            hashes.AddRange(own);
            groups.AddRange(Enumerable.Repeat((uint)i, own.Length));
        }

        if (hashes.Count > 0)
        {
            yield return ForGroups(scope, hashes, groups);
        }
    }

    private static SqlParameters ForGroups(CrashScope scope, List<ulong> hashes, List<uint> groups)
    {
        SqlParameters parameters = Parameters(scope);
        parameters.AddNamed("hashes", "Array(UInt64)", hashes.ToArray());
        parameters.AddNamed("groups", "Array(UInt32)", groups.ToArray());
        return parameters;
    }

    private static SqlParameters Parameters(CrashScope scope)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", scope.Project.Value);
        parameters.AddNamed("from", "UInt32", scope.From);
        parameters.AddNamed("to", "UInt32", scope.To);
        parameters.AddNamed("releases", "Array(String)", scope.Releases.ToArray());
        parameters.AddNamed("environments", "Array(String)", scope.Environments.ToArray());
        return parameters;
    }
}
