using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Releases;
using Telemetry.Model.Releases;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Releases;

public sealed class SqliteReleaseTests : ReleaseTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresReleaseTests(PostgresFixture postgres) : ReleaseTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class ReleaseTests : ControlSuite
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ListAsync_VersionsInAnyOrder_AreInTheOrderOfVersions()
    {
        await using ControlSetup control = Database.Open();
        string[] inOrder = [.. ReleaseKeyTests.Lines("pep440-order.txt").Select(line => line.Split(' ')[0])];
        string[] mixed = [.. inOrder];
        new Random(1).Shuffle(mixed);

        await control.Get<ReleaseWriter>().SeeAsync([.. mixed.Select(version => new ReleaseSighting(Project, version, Day))], Token);

        ReleasePage page = await control.Get<ReleaseReader>().ListAsync(Project, 0, 1000, Token);
        Assert.True(page.IsByVersion);
        Assert.Equal(inOrder.Reverse(), page.Releases.Select(release => release.Version));
        Assert.Equal(inOrder[^3], (await control.Get<ReleaseReader>().FindPreviousAsync(Project, inOrder[^2], Token))?.Version);
    }

    [Fact]
    public async Task SeeAsync_LateEventOfAnOldVersion_DoesNotMakeItTheNewest()
    {
        await using ControlSetup control = Database.Open();
        ReleaseWriter writer = control.Get<ReleaseWriter>();
        await writer.SeeAsync([See("1.9", 0), See("1.10", 1)], Token);

        await writer.SeeAsync([See("1.2", 9), See("nightly", 20)], Token);

        Assert.Equal(["1.10", "1.9", "1.2", "nightly"], await NamesAsync(control));
    }

    [Fact]
    public async Task SeeAsync_NamesThatAreNoVersions_AreInTheOrderOfTheirItems()
    {
        await using ControlSetup control = Database.Open();
        ReleaseWriter writer = control.Get<ReleaseWriter>();
        await writer.SeeAsync([See("b-second", 5), See("c-third", 7)], Token);

        await writer.SeeAsync([See("a-held-back", 2)], Token);

        Assert.Equal(["c-third", "b-second", "a-held-back"], await NamesAsync(control));
        await writer.SaveAsync(Project, new NewRelease("a-held-back", Day.AddDays(30), null, null), Token);
        Assert.Equal(["a-held-back", "c-third", "b-second"], await NamesAsync(control));
        Assert.Equal("c-third", (await control.Get<ReleaseReader>().FindPreviousAsync(Project, "a-held-back", Token))?.Version);
    }

    [Fact]
    public async Task SeeAsync_AgainAndEarlier_KeepsTheEarliestSight()
    {
        await using ControlSetup control = Database.Open();
        await using ControlSetup other = Database.Open();
        await control.Get<ReleaseWriter>().SeeAsync([See("1.0", 5), See("1.0", 4), See("1.0", 6), See("", 1)], Token);
        await control.Get<ReleaseWriter>().SeeAsync([See("1.0", 3)], Token);

        await other.Get<ReleaseWriter>().SeeAsync([See("1.0", 9)], Token);

        Release release = Assert.Single((await control.Get<ReleaseReader>().ListAsync(Project, 0, 10, Token)).Releases);
        Assert.Equal((Day.AddDays(3), true), (release.FirstSeen, release.IsVersion));
    }

    [Fact]
    public async Task SeeAsync_ManyAtOnceFromTwoProcesses_MakesEachOnce()
    {
        await using ControlSetup left = Database.Open();
        await using ControlSetup right = Database.Open();
        ReleaseSighting[] sightings = [.. Enumerable.Range(0, 200).Select(number => See($"1.{number}", number % 7))];

        await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => Task.Run(() => (turn % 2 == 0 ? left : right).Get<ReleaseWriter>().SeeAsync(sightings, Token), Token)));

        Assert.Equal(200, await LookAsync(left, context => context.Releases.CountAsync(Token)));
    }

    [Fact]
    public async Task SaveAsync_Twice_KeepsWhatIsNotSaidAgain()
    {
        await using ControlSetup control = Database.Open();
        ReleaseWriter writer = control.Get<ReleaseWriter>();
        ReleaseCommit commit = new("4f9a2c1e", "Ada", "Fix the fix", Day);
        await writer.SaveAsync(Project, new NewRelease("2.0", Day, "https://example.com/2.0", [commit, commit with { Hash = "second" }]), Token);

        await writer.SaveAsync(Project, new NewRelease("2.0", null, null, null), Token);
        Release kept = (await control.Get<ReleaseReader>().FindAsync(Project, "2.0", Token))!;
        await writer.SaveAsync(Project, new NewRelease("2.0", Day.AddDays(1), "", [commit with { Hash = "third" }]), Token);
        Release changed = (await control.Get<ReleaseReader>().FindAsync(Project, "2.0", Token))!;

        Assert.Equal((Day, "https://example.com/2.0"), (kept.ReleasedAt, kept.Url));
        Assert.Equal([commit, commit with { Hash = "second" }], kept.Commits);
        Assert.Equal((Day.AddDays(1), "", null), (changed.ReleasedAt, changed.Url, changed.FirstSeen));
        Assert.Equal(["third"], changed.Commits.Select(one => one.Hash));
    }

    [Fact]
    public async Task DeployAsync_Again_IsOneDeployOfAKnownRelease()
    {
        await using ControlSetup control = Database.Open();
        ReleaseWriter writer = control.Get<ReleaseWriter>();
        var deploy = new Deploy("3.1", "production", "evening", "", Day);

        await writer.DeployAsync(Project, deploy, Token);
        await writer.DeployAsync(Project, deploy with { Name = "late evening" }, Token);
        await writer.DeployAsync(Project, deploy with { Environment = "staging", At = Day.AddHours(-1) }, Token);

        IReadOnlyList<Deploy> all = await control.Get<ReleaseReader>().ListDeploysAsync(Project, "3.1", Day.AddDays(-1), Day.AddDays(1), 10, Token);
        Assert.Equal(["late evening", "evening"], all.Select(one => one.Name));
        Assert.Equal(["3.1"], await NamesAsync(control));
        Assert.Equal(ReleaseKey.OfVersion("3.1"), await LookAsync(control, context => context.Releases.Select(row => row.VersionKey).SingleAsync(Token)));
    }

    private static ReleaseSighting See(string version, int days) => new(Project, version, Day.AddDays(days));

    private static async Task<IEnumerable<string>> NamesAsync(ControlSetup control) =>
        (await control.Get<ReleaseReader>().ListAsync(Project, 0, 100, Token)).Releases.Select(release => release.Version);
}
