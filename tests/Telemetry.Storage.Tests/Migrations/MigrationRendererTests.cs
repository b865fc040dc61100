using Telemetry.Storage.Migrations;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Storage.Tests.Migrations;

public sealed class MigrationRendererTests
{
    [Fact]
    public void Render_Cluster_IsAsReviewed() =>
        Snapshot.Matches("cluster.sql", RenderAll("events"));

    [Fact]
    public void Render_SingleNode_HasNothingOfACluster()
    {
        string sql = RenderAll(cluster: null);

        Assert.DoesNotContain("ON CLUSTER", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("Distributed", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("_local", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("events")]
    public void Render_EveryStatement_LeavesNoPlaceholder(string? cluster)
    {
        foreach (string placeholder in (string[])["{on_cluster}", "{cluster}", "{local}", "{replicated}", "{non_replicated}"])
        {
            Assert.DoesNotContain(placeholder, RenderAll(cluster), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sources_Names_AreNumberedWithoutGaps()
    {
        Assert.Equal(Enumerable.Range(1, MigrationSource.All.Count), MigrationSource.All.Select(migration => migration.Version));
        Assert.All(MigrationSource.All, migration => Assert.Matches("^[0-9]{4}_[a-z]+(_[a-z]+)+$", migration.Name));
    }

    [Fact]
    public void Sources_FirstLine_SaysWhatItIsFor() =>
        Assert.All(MigrationSource.All, migration => Assert.StartsWith("-- ", migration.Text, StringComparison.Ordinal));

    private static string RenderAll(string? cluster) => string.Concat(
        MigrationSource.All.SelectMany(migration => MigrationRenderer.Render(migration.Text, cluster)).Select(statement => statement + ";\n\n"));
}
