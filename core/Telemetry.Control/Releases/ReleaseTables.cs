using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Releases;

internal static class ReleaseTables
{
    public static void Map(ModelBuilder model)
    {
        model.ToSnakeTable<ReleaseRow>("releases").HasMany(row => row.Commits).WithOne().HasForeignKey(commit => commit.ReleaseId);
        model.ToSnakeTable<ReleaseCommitRow>("release_commits").HasKey(row => new { row.ReleaseId, row.Position });
        model.ToSnakeTable<DeployRow>("deploys").HasKey(row => row.Id);
    }
}
