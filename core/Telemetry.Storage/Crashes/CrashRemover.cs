using ClickHouse.Driver;
using ClickHouse.Driver.ADO.Parameters;
using Telemetry.Model;
using Telemetry.Storage.Migrations;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>Deletes the crashes of issues that are no more. Safe to repeat.</summary>
public sealed class CrashRemover
{
    // They travel in the address, where the engine takes 128 KiB of one value.
    private const int HashesPerStatement = 5000;

    private readonly ClickHouseClient _client;
    private readonly IReadOnlyList<string> _statements;

    internal CrashRemover(ClickHouseClient client, ClickHouseEndpoint endpoint) =>
        (_client, _statements) = (client, MigrationRenderer.Render(SqlFile.Read("Crashes.delete_hashes"), endpoint.Cluster));

    /// <summary>Deletes what is stored under hashes, and waits until it is no longer seen.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="hashes">Nothing is stored under them any more: docs/adr/0126.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="QueryFailedException">The store is not there: try again.</exception>
    public async Task DeleteAsync(ProjectId project, IReadOnlyList<ulong> hashes, CancellationToken cancellationToken)
    {
        foreach (ulong[] some in hashes.Chunk(HashesPerStatement))
        {
            foreach (string statement in _statements)
            {
                await DeleteAsync(statement, project, some, cancellationToken);
            }
        }
    }

    private async Task DeleteAsync(string statement, ProjectId project, ulong[] hashes, CancellationToken cancellationToken)
    {
        ClickHouseParameterCollection parameters =
        [
            new ClickHouseDbParameter { ParameterName = "project", ClickHouseType = "UInt32", Value = project.Value },
            new ClickHouseDbParameter { ParameterName = "hashes", ClickHouseType = "Array(UInt64)", Value = hashes },
        ];
        try
        {
            await _client.ExecuteNonQueryAsync(statement, parameters, null, cancellationToken);
        }
        catch (Exception exception) when (QueryFailures.Explain(exception, cancellationToken) is { } failure)
        {
            throw failure;
        }
    }
}
