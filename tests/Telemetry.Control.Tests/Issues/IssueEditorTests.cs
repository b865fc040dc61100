using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Testing.Postgres;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Issues;

public sealed class SqliteIssueEditorTests : IssueEditorTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresIssueEditorTests(PostgresFixture postgres) : IssueEditorTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class IssueEditorTests : IssueSuite
{
    [Fact]
    public async Task EditAsync_SeveralThingsAtOnce_AreALineEachAndOneVersion()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "1.0");
        Clock.Advance(TimeSpan.FromHours(1));

        EditedIssue edited = await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, SetsAssignee = true, Assignee = "ada@example.com", Priority = IssuePriority.Low });

        Assert.Equal((IssueStatus.Resolved, "ada@example.com", IssuePriority.Low, 2L), (edited.Issue.State.Status, edited.Issue.State.Assignee, edited.Issue.State.Priority, edited.Issue.StateVersion));
        Assert.Equal(new IssueResolution(ResolutionKind.Now, [], Noon.AddHours(1)), edited.Issue.State.Resolution);
        IReadOnlyList<IssueActivity> lines = await LinesAsync(control, issue);
        Assert.Equal([IssueChangeKind.Prioritised, IssueChangeKind.Assigned, IssueChangeKind.Resolved, IssueChangeKind.Created], lines.Select(line => line.Kind));
        Assert.Equal([Ada, Ada, Ada, IssueActor.Server], lines.Select(line => line.Actor));
        Assert.Equal(lines[2].Details.After, lines[1].Details.Before);
        Assert.Equal([IssueChangeKind.Created, IssueChangeKind.Resolved, IssueChangeKind.Assigned, IssueChangeKind.Prioritised], await KindsAsync(control));
    }

    [Fact]
    public async Task EditAsync_WhatIsLikeThatAlready_LeavesNothing()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "1.0");
        foreach (IssueEdit edit in EveryEdit())
        {
            EditedIssue first = await EditAsync(control, issue, edit);
            Clock.Advance(TimeSpan.FromMinutes(1));
            EditedIssue second = await EditAsync(control, issue, edit);

            Assert.Single(first.Changes);
            Assert.Empty(second.Changes);
            Assert.Equal(first.Issue, second.Issue);
        }

        Assert.Equal(1 + EveryEdit().Count, (await MessagesAsync(control)).Count);
    }

    [Fact]
    public async Task UndoAsync_EachKindOfChange_GivesBackTheStateBefore()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "1.0");
        foreach (IssueEdit edit in EveryEdit())
        {
            IssueState before = (await FindAsync(control, issue)).State;
            EditedIssue edited = await EditAsync(control, issue, edit);
            Clock.Advance(TimeSpan.FromMinutes(1));

            EditedIssue undone = Assert.Single((await control.Get<IssueEditor>().UndoAsync(Project, edited.Changes, Ada, Token)).Issues);
            Assert.Equal((before, false), (undone.Issue.State, undone.IsConflict));
            EditedIssue redone = Assert.Single((await control.Get<IssueEditor>().UndoAsync(Project, undone.Changes, Ada, Token)).Issues);
            Assert.Equal(edited.Issue.State, redone.Issue.State);
        }
    }

    [Fact]
    public async Task UndoAsync_SomethingElseHappenedSince_IsAConflict()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "1.0");
        EditedIssue edited = await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved });
        Clock.Advance(TimeSpan.FromMinutes(1));
        await HandleAsync(control, Crash(1, "1.0", Clock.GetUtcNow()));

        EditedIssue undone = Assert.Single((await control.Get<IssueEditor>().UndoAsync(Project, edited.Changes, Ada, Token)).Issues);

        Assert.True(undone.IsConflict);
        Assert.Equal(IssueSubstatus.Regressed, undone.Issue.State.Substatus);
        Assert.Empty((await control.Get<IssueEditor>().UndoAsync(new(2), edited.Changes, Ada, Token)).Issues);
    }

    [Fact]
    public async Task UndoAsync_SeveralThingsAtOnce_GoesBackToTheBeginning()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);
        IssueState before = (await FindAsync(control, issue)).State;
        EditedIssue edited = await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, Priority = IssuePriority.Low, SetsAssignee = true, Assignee = "x" });

        EditedIssue undone = Assert.Single((await control.Get<IssueEditor>().UndoAsync(Project, edited.Changes, Ada, Token)).Issues);

        Assert.Equal(3, edited.Changes.Count);
        Assert.Equal(before, undone.Issue.State);
    }

    [Fact]
    public async Task EditAsync_InTheNewestOrNextRelease_NamesTheNewestOfTheOrder()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "1.10");
        await MakeAsync(control, 2, "1.9");

        EditedIssue next = await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Next });
        EditedIssue present = await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release });

        Assert.Equal(["1.10"], next.Issue.State.Resolution?.Releases);
        Assert.Equal((ResolutionKind.Release, "1.10"), (present.Issue.State.Resolution?.Kind, present.Issue.State.Resolution?.Releases[0]));
    }

    [Fact]
    public async Task EditAsync_NoReleaseAtAll_SaysSo()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);

        IssueEditResult result = await control.Get<IssueEditor>().EditAsync(Project, [issue], new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Next }, Ada, null, Token);

        Assert.StartsWith("There is no release yet", result.Problem, StringComparison.Ordinal);
        Assert.Equal(1, (await FindAsync(control, issue)).StateVersion);
    }

    [Fact]
    public async Task EditAsync_OtherVersionOrOtherProject_ChangesNothing()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);
        IssueEdit edit = new() { Status = IssueStatus.Resolved, IfVersion = 7 };

        Assert.True((await EditAsync(control, issue, edit)).IsConflict);
        Assert.Empty((await control.Get<IssueEditor>().EditAsync(new(2), [issue], edit with { IfVersion = null }, Ada, null, Token)).Issues);
        Assert.Empty((await EditAsync(control, issue, edit with { Status = null, IfVersion = 1 })).Changes);
        Assert.Single(await MessagesAsync(control));
    }

    [Fact]
    public async Task EditAsync_ManyAtOnce_ChangesAllOfThem()
    {
        await using ControlSetup control = Database.Open(Clock);
        IReadOnlyList<AssignedCrash> made = await control.Get<IssueAssigner>().AssignAsync([.. Enumerable.Range(1, 300).Select(hash => Crash((ulong)hash))], Token);

        IssueEditResult result = await control.Get<IssueEditor>().EditAsync(
            Project, [.. made.Select(crash => crash.Issue!.Value), new IssueId(999_999)], new IssueEdit { Status = IssueStatus.Archived }, Ada, null, Token);

        Assert.Equal(300, result.Issues.Count(issue => issue.Changes.Count == 1 && issue.Issue.State.Archive?.Kind == ArchiveKind.Escalating));
        Assert.Equal(300, (await KindsAsync(control)).Count(kind => kind == IssueChangeKind.Archived));
    }

    [Fact]
    public async Task ListAsync_Filters_FindWhatTheyName()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId resolved = await MakeAsync(control, 11, "1.0");
        IssueId mine = await MakeAsync(control, 12, "2.0");
        await EditAsync(control, resolved, new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release, Releases = ["2.0_\"x"] });
        await EditAsync(control, mine, new IssueEdit { SetsAssignee = true, Assignee = "ada@example.com", Priority = IssuePriority.Low });
        IssueReader reader = control.Get<IssueReader>();
        async Task<IEnumerable<IssueId>> FindAsync(IssueFilter filter) => (await reader.ListAsync(Project, filter, 10, Token)).Select(issue => issue.Id);

        Assert.Equal(2, (await FindAsync(new IssueFilter())).Count());
        Assert.Equal([resolved], await FindAsync(new IssueFilter { Status = IssueStatus.Resolved }));
        Assert.Equal([resolved], await FindAsync(new IssueFilter { ResolvedIn = "2.0_\"x" }));
        Assert.Empty(await FindAsync(new IssueFilter { ResolvedIn = "2.0%" }));
        Assert.Equal([mine], await FindAsync(new IssueFilter { Assignee = "ada@example.com", Priority = IssuePriority.Low, Substatus = IssueSubstatus.New, Level = "error", FirstRelease = "2.0" }));
        Assert.Equal([resolved], await FindAsync(new IssueFilter { Assignee = "" }));
        Assert.Equal([mine], await FindAsync(new IssueFilter { Words = ["valueERROR", "12"] }));
        Assert.Empty(await FindAsync(new IssueFilter { Words = ["1_"] }));
        Assert.Empty(await FindAsync(new IssueFilter { LastSeenFrom = Noon.AddDays(1) }));
        Assert.Equal("DEFAULT-2", (await reader.FindAsync(Project, "default-2", Token))?.ShortId);
    }

    private static IReadOnlyList<IssueEdit> EveryEdit() =>
    [
        new() { Status = IssueStatus.Resolved },
        new() { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release },
        new() { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Next },
        new() { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release, Releases = ["1.8.3", "2.1"] },
        new() { Status = IssueStatus.Archived },
        new() { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Forever, default) },
        new() { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Time, default, Until: Noon.AddDays(30)) },
        new() { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Events, default, Count: 10) },
        new() { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Users, default, Count: 10, Window: TimeSpan.FromHours(1)) },
        new() { Status = IssueStatus.Unresolved },
        new() { SetsAssignee = true, Assignee = "ada@example.com" },
        new() { SetsAssignee = true },
        new() { Priority = IssuePriority.Medium },
    ];
}
