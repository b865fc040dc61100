using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>Knows which crashes are stored, so that one that is sent again is not counted again.</summary>
public sealed class KnownCrashes
{
    // A clock that is put right between two attempts moves the time of the crash by as much as it was wrong.
    private const long Margin = 86_400_000_000_000;

    // They travel in the address, where the engine takes 128 KiB of one value.
    private const int IdsPerStatement = 2000;

    private static readonly string Sql = SqlFile.Read("Crashes.find_known");

    private readonly QueryRunner _runner;

    internal KnownCrashes(QueryRunner runner) => _runner = runner;

    /// <summary>Those of the crashes that are stored, and came with another batch.</summary>
    /// <param name="project">Theirs.</param>
    /// <param name="crashes">Ids and times; any number.</param>
    /// <param name="batch">Names the batch that asks, as in <see cref="CrashBlock.Batch"/>.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    /// <exception cref="QueryFailedException">The store is not there: store nothing, try again.</exception>
    public async Task<IReadOnlySet<CrashId>> FindAsync(ProjectId project, IReadOnlyCollection<(CrashId Id, UnixNanoseconds Time)> crashes, ulong batch, CancellationToken cancellationToken)
    {
        var known = new HashSet<CrashId>();
        foreach ((CrashId Id, UnixNanoseconds Time)[] some in crashes.Chunk(IdsPerStatement))
        {
            known.UnionWith(await FindSomeAsync(project, some, batch, cancellationToken));
        }

        return known;
    }

    private async Task<IEnumerable<CrashId>> FindSomeAsync(ProjectId project, (CrashId Id, UnixNanoseconds Time)[] crashes, ulong batch, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("ids", "Array(String)", crashes.Select(crash => crash.Id.ToString()).ToArray());
        parameters.AddNamed("from", "Int64", crashes.Min(crash => crash.Time.Value) - Margin);
        parameters.AddNamed("to", "Int64", crashes.Max(crash => crash.Time.Value) + Margin);
        parameters.AddNamed("batch", "UInt64", batch);
        List<string> known = await _runner.ReadAsync(new SqlStatement(Sql, parameters.Items) { Settings = SqlStatement.OneThread }, reader => reader.GetString(0), cancellationToken);
        return known.Select(text => CrashId.TryParse(text, out CrashId id) ? id : default);
    }
}
