using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Telemetry.Model;

namespace Telemetry.Control;

/// <summary>
/// Changes of a project's issues, one after the other (docs/adr/0115). SQLite has one writer anyway; PostgreSQL locks the rows of the projects, in the order of
/// their numbers, so that two batches never wait for each other in a circle. What is read inside is what is there until the end.
/// </summary>
internal static class ProjectTransaction
{
    /// <summary>Runs the change, saves what it changed in its context, and commits: all of it or nothing.</summary>
    /// <exception cref="ControlUnavailableException">The database refuses or cannot be asked; nothing was changed.</exception>
    public static Task<T> ChangeAsync<T>(
        this ControlDatabase database, IEnumerable<ProjectId> projects, Func<ControlContext, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        database.AskAsync(
            async (context, token) =>
            {
                await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(token);
                await LockAsync(context, [.. projects.Select(project => (long)project.Value).Distinct().Order()], token);
                T result = await change(context, token);
                await context.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);

    private static async Task LockAsync(ControlContext context, long[] projects, CancellationToken cancellationToken)
    {
        if (context.Database.IsNpgsql())
        {
            // No stronger than needed: rows that refer to the project may be added meanwhile.
            await context.Database.ExecuteSqlAsync($"SELECT id FROM projects WHERE id = ANY ({projects}) ORDER BY id FOR NO KEY UPDATE", cancellationToken);
        }
    }
}
