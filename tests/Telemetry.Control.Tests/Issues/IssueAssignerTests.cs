using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Model.Issues;
using Telemetry.Testing.Postgres;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Issues;

public sealed class SqliteIssueAssignerTests : IssueAssignerTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresIssueAssignerTests(PostgresFixture postgres) : IssueAssignerTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class IssueAssignerTests : ControlSuite
{
    [Fact]
    public async Task AssignAsync_SameBatchAgain_GivesTheSameAndChangesNothing()
    {
        await using ControlSetup control = Database.Open();
        IssueAssigner assigner = control.Get<IssueAssigner>();
        CrashSighting[] batch = [Crash(1, "1.0"), Crash(2), Crash(1, "1.1"), Crash(ulong.MaxValue)];

        IReadOnlyList<AssignedCrash> first = await assigner.AssignAsync(batch, Token);
        Content before = await ReadAsync(control);
        IReadOnlyList<AssignedCrash> second = await assigner.AssignAsync(batch, Token);

        Assert.Equal([true, true, false, true], first.Select(crash => crash.IsNew));
        Assert.Equal(first[0].Issue, first[2].Issue);
        Assert.Equal(first.Select(crash => crash.Issue), second.Select(crash => crash.Issue));
        Assert.All(second, crash => Assert.False(crash.IsNew));
        Assert.Equal(before, await ReadAsync(control));
        Assert.Equal(3, before.Messages);
    }

    [Fact]
    public async Task AssignAsync_NewIssue_KnowsItsNumberTimesAndReleases()
    {
        await using ControlSetup control = Database.Open();

        await control.Get<IssueAssigner>().AssignAsync([Crash(7, "1.10", Noon), Crash(7, "1.9", Noon.AddHours(1)), Crash(7, null, Noon.AddHours(-1)), Crash(8)], Token);

        IssueRow issue = await LookAsync(control, context => context.Issues.SingleAsync(row => row.Number == 1, Token));
        Assert.Equal(("DEFAULT-1", "ValueError: number 7", "error"), (issue.ShortId, issue.Title, issue.Level));
        Assert.Equal((IssueStatus.Unresolved, IssueSubstatus.New, IssuePriority.High), (issue.Status, issue.Substatus, issue.Priority));
        Assert.Equal(("1.9", "1.10"), (issue.FirstRelease, issue.LastRelease));
        Assert.Equal((Noon.AddHours(-1), Noon.AddHours(1)), (At(issue.FirstSeenAtMilliseconds), At(issue.LastSeenAtMilliseconds)));
    }

    [Fact]
    public async Task AssignAsync_NewIssue_AnnouncesItOnceWithItsCause()
    {
        await using ControlSetup control = Database.Open();

        IReadOnlyList<AssignedCrash> answers = await control.Get<IssueAssigner>().AssignAsync([Crash(7, "1.9"), Crash(7, "2.0")], Token);

        OutboxRow message = await LookAsync(control, context => context.Outbox.SingleAsync(Token));
        IssueChanged changed = OutboxJson.Read<IssueChanged>(message.Payload);
        Assert.Equal(OutboxTopics.Issues, message.Topic);
        Assert.Equal((IssueChangeKind.Created, answers.Issue().Value, "production"), (changed.Kind, changed.Issue, changed.Environment));
        Assert.Equal(IssueSubstatus.New, changed.After?.Substatus);
        Assert.Null(changed.Before);
    }

    [Fact]
    public async Task AssignAsync_TwoWorkersAtOnce_MakeEachIssueOnce()
    {
        await using ControlSetup left = Database.Open();
        await using ControlSetup right = Database.Open();
        CrashSighting[][] batches = [.. Enumerable.Range(0, 8).Select(batch => Enumerable.Range(0, 40).Select(crash => Crash((ulong)((batch * 5) + crash), $"1.{crash}")).ToArray())];

        IReadOnlyList<AssignedCrash>[] answers = await Task.WhenAll(batches.Select((batch, index) =>
            Task.Run(() => (index % 2 == 0 ? left : right).Get<IssueAssigner>().AssignAsync(batch, Token), Token)));

        Content content = await ReadAsync(left);
        Assert.Equal(new Content(75, 75, 75, 75, 40, ""), content with { Releases = "" });
        Assert.Equal(75, answers.Sum(answer => answer.Count(crash => crash.IsNew)));
        IEnumerable<IssueId?> Of(int batch, int skip, int take) => answers[batch].Skip(skip).Take(take).Select(crash => crash.Issue);
        Assert.All(Enumerable.Range(0, 7), batch => Assert.Equal(Of(batch, 5, 35), Of(batch + 1, 0, 35)));
        long[] numbers = await LookAsync(left, context => context.Issues.OrderBy(row => row.Number).Select(row => row.Number).ToArrayAsync(Token));
        Assert.Equal(Enumerable.Range(1, 75).Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task AssignAsync_NewVersionOfTheGrouping_KeepsOldIssuesForThirtyDays()
    {
        var clock = new FakeTimeProvider(Noon);
        await using ControlSetup control = Database.Open(clock);
        IssueAssigner assigner = control.Get<IssueAssigner>();
        IssueId known = (await assigner.AssignAsync([Crash(1)], Token)).Issue();
        IssueId late = (await assigner.AssignAsync([Crash(2)], Token)).Issue();

        IReadOnlyList<AssignedCrash> attached = await assigner.AssignAsync([Crash([new(2, 100), new(1, 1)]), Crash([new(2, 101), new(1, 1)])], Token);
        clock.Advance(TimeSpan.FromDays(31));
        IReadOnlyList<AssignedCrash> afterwards = await assigner.AssignAsync([Crash([new(2, 100), new(1, 99)]), Crash([new(2, 102), new(1, 2)])], Token);

        Assert.Equal(known, attached.Issue());
        Assert.Equal(known, afterwards[0].Issue);
        Assert.NotEqual(late, afterwards[1].Issue);
        Assert.True(afterwards[1].IsNew);
    }

    [Fact]
    public async Task AssignAsync_VersionKnownToAnotherProcess_HasTheSameThirtyDays()
    {
        var clock = new FakeTimeProvider(Noon);
        await using ControlSetup first = Database.Open(clock);
        await first.Get<IssueAssigner>().AssignAsync([Crash(1), Crash([new(2, 100)])], Token);
        clock.Advance(TimeSpan.FromDays(31));
        await using ControlSetup second = Database.Open(clock);

        IReadOnlyList<AssignedCrash> answers = await second.Get<IssueAssigner>().AssignAsync([Crash([new(2, 101), new(1, 1)])], Token);

        Assert.True(answers[0].IsNew);
    }

    [Fact]
    public async Task AssignAsync_HostileTexts_AreKeptWithinTheirLimits()
    {
        await using ControlSetup control = Database.Open();
        string hostile = "a\0b\ud800c'); DROP TABLE issues; --" + new string('x', 2000);
        CrashSighting crash = Crash(1) with { Title = hostile, Type = hostile, Culprit = hostile, Level = hostile, Release = hostile, Environment = hostile };

        await control.Get<IssueAssigner>().AssignAsync([crash, crash], Token);

        IssueRow issue = await LookAsync(control, context => context.Issues.SingleAsync(Token));
        Assert.StartsWith("a\ufffdb\ufffdc'); DROP TABLE issues; --xxx", issue.Title, StringComparison.Ordinal);
        Assert.Equal((500, 200, 500, 200), (issue.Title.Length, issue.Type.Length, issue.Culprit.Length, issue.FirstRelease?.Length));
    }

    [Fact]
    public async Task AssignAsync_ProjectThatDoesNotExist_IsRefusedWhole()
    {
        await using ControlSetup control = Database.Open();

        await Assert.ThrowsAsync<ControlUnavailableException>(
            () => control.Get<IssueAssigner>().AssignAsync([Crash(1), Crash(2) with { Project = new(99), Release = "1" }], Token));

        Assert.Equal(new Content(0, 0, 0, 0, 0, ""), await ReadAsync(control));
    }

    [Fact]
    public async Task AssignAsync_RuleOfOwnership_GivesNewIssuesAnOwner()
    {
        await using ControlSetup control = Database.Open();
        OwnershipStore owners = control.Get<OwnershipStore>();
        await owners.WriteAsync(Project, "path:** all@example.com\nmodule:shop.cart* ada@example.com bob@example.com", null, new IssueActor("u1", "Ada"), Token);
        IssueAssigner assigner = control.Get<IssueAssigner>();
        CrashSighting crash = Crash(1) with { Ownership = OwnershipSubject.None with { Paths = ["src/a.py"], Modules = ["shop.cart.checkout"] } };

        await assigner.AssignAsync([crash], Token);
        await owners.WriteAsync(Project, "path:** zoe@example.com", null, new IssueActor("u1", "Ada"), Token);
        await assigner.AssignAsync([crash], Token);

        Assert.Equal("ada@example.com", await LookAsync(control, context => context.Issues.Select(row => row.Assignee).SingleAsync(Token)));
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static Task<Content> ReadAsync(ControlSetup control) => LookAsync(control, async context => new Content(
        await context.Issues.CountAsync(Token),
        await context.IssueKeys.CountAsync(Token),
        await context.Outbox.CountAsync(Token),
        await context.IssueActivity.CountAsync(Token),
        await context.Releases.CountAsync(Token),
        string.Join(' ', await context.Releases.OrderBy(row => row.VersionKey).Select(row => row.Version).ToListAsync(Token))));

    private sealed record Content(int Issues, int Keys, int Messages, int Lines, int ReleaseCount, string Releases);
}
