using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>Where crashes lie.</summary>
/// <param name="Hash">What they are stored under.</param>
/// <param name="Time">When they happened.</param>
public readonly record struct StoredPlace(ulong Hash, UnixNanoseconds Time);

/// <summary>Reads a project's newest crashes of all issues, whole, a few at a time: a crash may have megabytes. May throw <see cref="QueryFailedException"/>.</summary>
public sealed class RecentCrashReader
{
    private static readonly string List = SqlFile.Read("Crashes.list_recent");
    private static readonly string Read = SqlFile.Read("Crashes.read_places");

    private readonly QueryRunner _runner;

    internal RecentCrashReader(QueryRunner runner) => _runner = runner;

    /// <summary>The places of the newest crashes, newest first.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="window">When they happened.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<StoredPlace>> ListAsync(ProjectId project, TimeWindow window, int limit, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Of(project, limit);
        parameters.AddNamed("from", "Int64", window.From.Value);
        parameters.AddNamed("to", "Int64", window.To.Value);
        return await _runner.ReadAsync(new SqlStatement(List, parameters.Items), reader => new StoredPlace(reader.GetUInt64(0), new UnixNanoseconds(reader.GetInt64(1))), cancellationToken);
    }

    /// <summary>The crashes at some places.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="places">A few.</param>
    /// <param name="limit">How many at most: several crashes may lie at one place.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<StoredCrash>> ReadAsync(ProjectId project, IReadOnlyCollection<StoredPlace> places, int limit, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Of(project, limit);
        parameters.AddNamed("hashes", "Array(UInt64)", places.Select(place => place.Hash).ToArray());
        parameters.AddNamed("times", "Array(Int64)", places.Select(place => place.Time.Value).ToArray());
        return await _runner.ReadAsync(new SqlStatement(Read, parameters.Items) { Settings = SqlStatement.OneThread }, CrashReader.Read, cancellationToken);
    }

    private static SqlParameters Of(ProjectId project, int limit)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("limit", "UInt32", limit);
        return parameters;
    }
}
