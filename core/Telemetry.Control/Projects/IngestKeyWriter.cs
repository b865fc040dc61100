using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>Makes, replaces and revokes ingest keys.</summary>
public sealed class IngestKeyWriter
{
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IngestKeyWriter(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Makes a key for an existing project and returns its text.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="maxItemsPerSecond">Null: no limit.</param>
    /// <param name="maxBytesPerSecond">Uncompressed; null: no limit.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database refuses or cannot be asked; also for a project that does not exist.</exception>
    public async Task<string> CreateAsync(ProjectId project, long? maxItemsPerSecond, long? maxBytesPerSecond, CancellationToken cancellationToken) =>
        (await AddAsync(New(project, "", maxItemsPerSecond, maxBytesPerSecond), cancellationToken)).Text;

    /// <summary>The same with a name, and without limits.</summary>
    /// <exception cref="ControlUnavailableException">As above.</exception>
    public Task<IngestKey> CreateAsync(ProjectId project, string name, CancellationToken cancellationToken) => AddAsync(New(project, name, null, null), cancellationToken);

    /// <summary>Makes a key that takes the place of another: same project, name and limits. The other works on for as long as is said. Null when it is unknown or no longer works.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IngestKey?> RotateAsync(ProjectId project, IngestKeyId key, TimeSpan grace, CancellationToken cancellationToken)
    {
        long now = Now;
        long end = now + (long)grace.TotalMilliseconds;
        IngestKeyRow? made = await _database.AskAsync(
            async (context, token) =>
            {
                IngestKeyRow? old = await context.IngestKeys.FirstOrDefaultAsync(
                    row => row.Id == key.Value && row.ProjectId == project.Value && (row.RevokedAtMilliseconds == null || row.RevokedAtMilliseconds > now), token);
                if (old is null)
                {
                    return null;
                }

                // One that is being replaced already does not get more time.
                old.RevokedAtMilliseconds = Math.Min(old.RevokedAtMilliseconds ?? end, end);
                IngestKeyRow row = context.IngestKeys.Add(New(project, old.Name, old.MaxItemsPerSecond, old.MaxBytesPerSecond)).Entity;
                await context.SaveChangesAsync(token);
                return row;
            },
            cancellationToken);
        return made is null ? null : From(made);
    }

    /// <summary>Revokes a key of whatever project. False when it is unknown or no longer works. Gateways forget it within ten seconds.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<bool> RevokeAsync(IngestKeyId key, CancellationToken cancellationToken) => RevokeAsync(row => row.Id == key.Value, cancellationToken);

    /// <summary>Revokes a key of that project.</summary>
    /// <inheritdoc cref="RevokeAsync(IngestKeyId, CancellationToken)" />
    public Task<bool> RevokeAsync(ProjectId project, IngestKeyId key, CancellationToken cancellationToken) =>
        RevokeAsync(row => row.Id == key.Value && row.ProjectId == project.Value, cancellationToken);

    internal static IngestKey From(IngestKeyRow row) => new(
        new IngestKeyId(checked((uint)row.Id)),
        new ProjectId(checked((uint)row.ProjectId)),
        row.Name,
        row.Key,
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMilliseconds),
        row.RevokedAtMilliseconds is { } revoked ? DateTimeOffset.FromUnixTimeMilliseconds(revoked) : null);

    private async Task<IngestKey> AddAsync(IngestKeyRow row, CancellationToken cancellationToken)
    {
        await _database.AskAsync(
            (context, token) =>
            {
                context.IngestKeys.Add(row);
                return context.SaveChangesAsync(token);
            },
            cancellationToken);
        return From(row);
    }

    private async Task<bool> RevokeAsync(Expression<Func<IngestKeyRow, bool>> which, CancellationToken cancellationToken)
    {
        long now = Now;
        return await _database.AskAsync(
            (context, token) => context.IngestKeys.Where(which).Where(row => row.RevokedAtMilliseconds == null || row.RevokedAtMilliseconds > now)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.RevokedAtMilliseconds, now), token),
            cancellationToken) > 0;
    }

    private IngestKeyRow New(ProjectId project, string name, long? maxItemsPerSecond, long? maxBytesPerSecond)
    {
        string key = IngestKeyText.Create();
        return new IngestKeyRow
        {
            ProjectId = project.Value,
            Name = name,
            Key = key,
            KeyHash = IngestKeyText.Hash(key),
            MaxItemsPerSecond = maxItemsPerSecond,
            MaxBytesPerSecond = maxBytesPerSecond,
            CreatedAtMilliseconds = Now,
        };
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
