using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Releases.Sources;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Releases;

public sealed class SqliteSourceTests : SourceTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresSourceTests(PostgresFixture postgres) : SourceTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class SourceTests : ControlSuite
{
    [Fact]
    public async Task SaveAsync_AgainAndForAnotherRelease_KeepsEachTextOnce()
    {
        await using ControlSetup control = Database.Open();
        SourceWriter writer = control.Get<SourceWriter>();

        SavedSources first = await writer.SaveAsync(Project, "1.0", [File("a.py", "one"), File("b.py", "one"), File("c.py", "ä")], Token);
        SavedSources second = await writer.SaveAsync(Project, "1.1", [File("a.py", "one"), File("c.py", "three")], Token);
        await writer.SaveAsync(Project, "1.0", [File("a.py", "one")], Token);

        Assert.Equal((3, 2, 1), (first.Bundle.Files, first.NewTexts, second.NewTexts));
        Assert.Equal(2, await LookAsync(control, context => context.SourceTexts.CountAsync(Token)));
        StoredSource stored = Assert.Single(await control.Get<SourceReader>().FindFilesAsync(Project, "1.1", ["c"], [], 10, Token));
        Assert.Equal("three", (await control.Get<SourceReader>().ReadTextsAsync(Project, [stored.Hash], Token))[stored.Hash]);
        Assert.True(await writer.DeleteAsync(Project, "1.1", Token));
        Assert.False(await writer.DeleteAsync(Project, "1.1", Token));
        Assert.Equal(1, await LookAsync(control, context => context.SourceTexts.CountAsync(Token)));
    }

    [Fact]
    public async Task SaveAsync_MoreReleasesThanAreKept_ForgetsTheOldest()
    {
        await using ControlSetup control = Database.Open();
        SourceWriter writer = control.Get<SourceWriter>();

        for (int minor = 0; minor <= SourceWriter.MaxBundles; minor++)
        {
            await writer.SaveAsync(Project, $"1.{minor}", [File("a.py", $"{minor}")], Token);
        }

        Assert.Null(await control.Get<SourceReader>().FindAsync(Project, "1.0", Token));
        Assert.NotNull(await control.Get<SourceReader>().FindAsync(Project, "1.1", Token));
        Assert.Equal(SourceWriter.MaxBundles, await LookAsync(control, context => context.SourceTexts.CountAsync(Token)));
    }

    private static SourceFile File(string path, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return new SourceFile(path, path[..^3], Convert.ToHexStringLower(SHA256.HashData(utf8)), utf8);
    }
}
