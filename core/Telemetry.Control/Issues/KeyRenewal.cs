using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Keys whose issues were deleted: what comes under them is stored under another key, so that what was deleted does not come back with it (docs/adr/0126).</summary>
internal static class KeyRenewal
{
    /// <summary>The crashes with the keys they are stored under.</summary>
    public static async Task<IReadOnlyList<CrashSighting>> ApplyAsync(ControlContext context, ProjectId project, IReadOnlyList<CrashSighting> crashes, CancellationToken cancellationToken)
    {
        long[] hashes = [.. crashes.SelectMany(crash => crash.Keys).Select(key => unchecked((long)key.Hash)).Distinct()];
        List<RenewedKeyRow> renewed = await context.RenewedKeys.AsNoTracking()
            .Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.Hash)).ToListAsync(cancellationToken);
        if (renewed.Count == 0)
        {
            return crashes;
        }

        var current = renewed.ToDictionary(row => row.Key, row => row.Current);
        return [.. crashes.Select(crash => crash with { Keys = [.. crash.Keys.Select(key => current.GetValueOrDefault(key, key))] })];
    }

    /// <summary>Gives keys that are not in use any more a new hash each. Inside the transaction that ends their use.</summary>
    public static async Task RenewAsync(ControlContext context, ProjectId project, IReadOnlyList<GroupingKey> keys, CancellationToken cancellationToken)
    {
        long[] hashes = [.. keys.Select(key => unchecked((long)key.Hash))];
        List<RenewedKeyRow> before = await context.RenewedKeys.Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.CurrentHash)).ToListAsync(cancellationToken);
        foreach (GroupingKey key in keys)
        {
            long fresh = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
            if (before.Find(row => row.Current == key) is { } again)
            {
                again.CurrentHash = fresh;
            }
            else
            {
                context.RenewedKeys.Add(new RenewedKeyRow { ProjectId = project.Value, Hash = unchecked((long)key.Hash), GroupingVersion = key.Version, CurrentHash = fresh });
            }
        }
    }
}
