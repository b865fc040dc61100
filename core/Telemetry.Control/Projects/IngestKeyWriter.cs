using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>Makes and revokes ingest keys.</summary>
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
    public async Task<string> CreateAsync(ProjectId project, long? maxItemsPerSecond, long? maxBytesPerSecond, CancellationToken cancellationToken)
    {
        string key = IngestKeyText.Create();
        var row = new IngestKeyRow
        {
            ProjectId = project.Value,
            Key = key,
            KeyHash = IngestKeyText.Hash(key),
            MaxItemsPerSecond = maxItemsPerSecond,
            MaxBytesPerSecond = maxBytesPerSecond,
            CreatedAtMilliseconds = Now,
        };
        await _database.AskAsync(
            (context, token) =>
            {
                context.IngestKeys.Add(row);
                return context.SaveChangesAsync(token);
            },
            cancellationToken);
        return key;
    }

    /// <summary>Revokes a key for good. False when it is unknown or was revoked before. Gateways forget it within ten seconds.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<bool> RevokeAsync(IngestKeyId key, CancellationToken cancellationToken)
    {
        long now = Now;
        return await _database.AskAsync(
            (context, token) => context.IngestKeys.Where(row => row.Id == key.Value && row.RevokedAtMilliseconds == null)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.RevokedAtMilliseconds, now), token),
            cancellationToken) > 0;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
