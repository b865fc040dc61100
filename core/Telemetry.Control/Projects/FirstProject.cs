using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Projects;

/// <summary>The project of an empty installation, so that a first record can be sent without any set-up.</summary>
internal static class FirstProject
{
    private const string Name = "default";
    private const int RetentionDays = 30;

    /// <summary>Makes project 1 and a key when there is no project. Runs inside the migration's transaction, so that of two processes one makes it.</summary>
    public static async Task EnsureAsync(ControlContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await context.Projects.AnyAsync(cancellationToken))
        {
            return;
        }

        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        string key = IngestKeyText.Create();
        context.IngestKeys.Add(new IngestKeyRow
        {
            Project = new ProjectRow { Name = Name, LogRetentionDays = RetentionDays, SpanRetentionDays = RetentionDays, CreatedAtMilliseconds = now },
            Key = key,
            KeyHash = IngestKeyText.Hash(key),
            CreatedAtMilliseconds = now,
        });
        await context.SaveChangesAsync(cancellationToken);
    }
}
