using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Attachments;

/// <summary>Reads attachments. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class AttachmentReader
{
    // An event has 20, unless it was sent several times with others.
    private const int MaxListed = 200;

    private static readonly string ListSql = SqlFile.Read("Attachments.list_attachments");
    private static readonly string FindSql = SqlFile.Read("Attachments.find_attachment");

    private readonly QueryRunner _runner;

    internal AttachmentReader(QueryRunner runner) => _runner = runner;

    /// <summary>What is attached to an event, by name.</summary>
    public async Task<IReadOnlyList<StoredAttachment>> ListAsync(ProjectId project, CrashId crash, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Of(project, crash);
        parameters.AddNamed("limit", "UInt32", MaxListed);
        return await _runner.ReadAsync(
            new SqlStatement(ListSql, parameters.Items) { Settings = SqlStatement.OneThread },
            reader => new StoredAttachment(reader.GetString(0), new UnixNanoseconds(reader.GetInt64(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetUInt32(5)),
            cancellationToken);
    }

    /// <summary>The name and the bytes of an attachment; null when the event has none of that id.</summary>
    public async Task<(string Name, byte[] Content)?> FindAsync(ProjectId project, CrashId crash, CrashId attachment, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Of(project, crash);
        parameters.AddNamed("attachment", "String", attachment.ToString());
        List<(string Name, byte[] Content)> found = await _runner.ReadAsync(
            new SqlStatement(FindSql, parameters.Items) { Settings = SqlStatement.OneThread }, reader => (reader.GetString(0), Convert.FromBase64String(reader.GetString(1))), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private static SqlParameters Of(ProjectId project, CrashId crash)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("event", "String", crash.ToString());
        return parameters;
    }
}
