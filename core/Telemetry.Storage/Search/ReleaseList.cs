using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Search;

/// <summary>Asks which releases a project has in a range, for queries that compare releases by order.</summary>
internal sealed class ReleaseList(QueryRunner runner)
{
    // More than this many in one range is an error of whoever sends them; the newest ones are as good as any.
    public const int Limit = 10_000;

    /// <summary>The releases of the request's project and range; empty when the query compares none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="schema">Its fields.</param>
    /// <param name="table">A constant of ours.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<IReadOnlyList<string>> ReadAsync(SearchRequest request, SearchSchema schema, string table, CancellationToken cancellationToken)
    {
        if (!SearchCompiler.ComparesReleases(request.Query, schema))
        {
            return [];
        }

        var parameters = new SqlParameters();
        string text =
            $"""
            SELECT DISTINCT Release
            FROM {table}
            WHERE {SearchWhere.Range(request, parameters)}
            LIMIT {Limit}
            """;
        return await runner.ReadAsync(new SqlStatement(text, parameters.Items), reader => reader.GetString(0), cancellationToken);
    }
}
