using Telemetry.Model;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>A distribution whose versions differ between two releases.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Versions in the one; empty: it was not there.</param>
/// <param name="After">Versions in the other.</param>
public sealed record DistributionChange(string Name, IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>Reads what was installed. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class CrashDistributionReader
{
    /// <summary>Distributions of one answer at most.</summary>
    public const int MaxItems = 2000;

    private static readonly string List = SqlFile.Read("Crashes.list_distributions");
    private static readonly string Compare = SqlFile.Read("Crashes.compare_distributions");

    private readonly QueryRunner _runner;

    internal CrashDistributionReader(QueryRunner runner) => _runner = runner;

    /// <summary>Name and version of what a list holds; nothing for an unknown list.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(ProjectId project, string list, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("list", "String", list);
        parameters.AddNamed("limit", "UInt32", MaxItems);
        List<(string Name, string Version)> rows = await _runner.ReadAsync(new SqlStatement(List, parameters.Items), reader => (reader.GetString(0), reader.GetString(1)), cancellationToken);
        return rows.ToDictionary(row => row.Name, row => row.Version);
    }

    /// <summary>Distributions whose versions differ between two releases, by what their crashes of all issues tell.</summary>
    public async Task<IReadOnlyList<DistributionChange>> CompareAsync(CrashScope scope, string good, string bad, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", scope.Project.Value);
        parameters.AddNamed("good", "String", good);
        parameters.AddNamed("bad", "String", bad);
        parameters.AddNamed("from", "UInt32", scope.From);
        parameters.AddNamed("to", "UInt32", scope.To);
        parameters.AddNamed("limit", "UInt32", MaxItems);
        return await _runner.ReadAsync(
            new SqlStatement(Compare, parameters.Items),
            reader => new DistributionChange(reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2)),
            cancellationToken);
    }
}
