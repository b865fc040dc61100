using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Testing.Postgres;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Issues;

public sealed class SqliteIssueDetectorTests : IssueDetectorTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresIssueDetectorTests(PostgresFixture postgres) : IssueDetectorTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class IssueDetectorTests : IssueSuite
{
    [Fact]
    public async Task DetectAsync_FixedOnTwoLines_RegressesWhereTheFixShouldBe()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "2.0");
        await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release, Releases = ["1.8.3", "2.1"] });
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await HandleAsync(control, Crash(1, "2.0.9", Clock.GetUtcNow()), Crash(1, "1.8.2", Clock.GetUtcNow()), Crash(1, null, Clock.GetUtcNow())));
        IReadOnlyList<DetectedChange> changes = await HandleAsync(control, Crash(1, "2.0.9", Clock.GetUtcNow()), Crash(1, "2.1.1", Clock.GetUtcNow()));

        Assert.Equal([new DetectedChange(issue, IssueChangeKind.Regressed)], changes);
        Issue found = await FindAsync(control, issue);
        Assert.Equal((IssueStatus.Unresolved, IssueSubstatus.Regressed, null), (found.State.Status, found.State.Substatus, found.State.Resolution));
        IssueChanged message = (await MessagesAsync(control))[^1];
        Assert.Equal((IssueChangeKind.Regressed, "2.1.1", "production"), (message.Kind, message.Release, message.Environment));
        Assert.Equal(["1.8.3", "2.1"], message.Before?.Resolution?.Releases);
    }

    [Fact]
    public async Task DetectAsync_BatchHandledAgain_DoesNotUndoWhatWasResolvedMeanwhile()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1, "1.0");
        await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Next });
        Clock.Advance(TimeSpan.FromHours(1));
        CrashSighting crash = Crash(1, "1.1", Clock.GetUtcNow());

        Assert.Single(await HandleAsync(control, crash));
        Assert.Empty(await HandleAsync(control, crash));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release, Releases = ["1.1"] });

        Assert.Empty(await HandleAsync(control, crash));
        Assert.Equal([IssueChangeKind.Created, IssueChangeKind.Resolved, IssueChangeKind.Regressed, IssueChangeKind.Resolved], await KindsAsync(control));
        Assert.Single(await HandleAsync(control, Crash(1, "1.1", Clock.GetUtcNow().AddSeconds(1))));
    }

    [Fact]
    public async Task DetectAsync_ManyWorkersAtOnce_ChangeEachIssueOnce()
    {
        await using ControlSetup left = Database.Open(Clock);
        await using ControlSetup right = Database.Open(Clock);
        ulong[] hashes = [.. Enumerable.Range(1, 20).Select(hash => (ulong)hash)];
        IReadOnlyList<AssignedCrash> made = await left.Get<IssueAssigner>().AssignAsync([.. hashes.Select(hash => Crash(hash, "1.0"))], Token);
        await left.Get<IssueEditor>().EditAsync(Project, [.. made.Select(crash => crash.Issue!.Value)], new IssueEdit { Status = IssueStatus.Resolved }, Ada, null, Token);
        Clock.Advance(TimeSpan.FromHours(1));
        CrashSighting[] batch = [.. hashes.Select(hash => Crash(hash, "1.0", Clock.GetUtcNow()))];

        IReadOnlyList<DetectedChange>[] changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => Task.Run(() => HandleAsync(turn % 2 == 0 ? left : right, batch), Token)));

        Assert.Equal(20, changes.Sum(change => change.Count));
        Assert.Equal(20, (await KindsAsync(left)).Count(kind => kind == IssueChangeKind.Regressed));
        IssueActivity[][] lines = await Task.WhenAll(made.Select(async crash => (await LinesAsync(left, crash.Issue!.Value)).ToArray()));
        Assert.All(lines, timeline => Assert.Equal([IssueChangeKind.Regressed, IssueChangeKind.Resolved, IssueChangeKind.Created], timeline.Select(line => line.Kind)));
    }

    [Theory]
    [InlineData(ArchiveKind.Events, null, 109, false)]
    [InlineData(ArchiveKind.Events, null, 110, true)]
    [InlineData(ArchiveKind.Events, 30, 9, false)]
    [InlineData(ArchiveKind.Events, 30, 10, true)]
    [InlineData(ArchiveKind.Users, null, 110, true)]
    [InlineData(ArchiveKind.Users, 30, 10, true)]
    public async Task DetectAsync_ArchivedUntilMore_ComesBackAtTheNumber(ArchiveKind kind, int? windowMinutes, long counted, bool isBack)
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);
        Counts.Count = new IssueCount(100, 100);
        TimeSpan? window = windowMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
        await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Archived, Archive = new IssueArchive(kind, default, Count: 10, Window: window) });
        Counts.Asked.Clear();
        Clock.Advance(TimeSpan.FromHours(1));
        Counts.Count = kind == ArchiveKind.Events ? new IssueCount(counted, 1) : new IssueCount(1, counted);

        IReadOnlyList<DetectedChange> changes = await HandleAsync(control, Crash(1, null, Clock.GetUtcNow()));

        Assert.Equal(isBack ? [new DetectedChange(issue, IssueChangeKind.Unarchived)] : [], changes);
        Assert.Equal((isBack ? IssueStatus.Unresolved : IssueStatus.Archived), (await FindAsync(control, issue)).State.Status);
        IssueCountQuestion question = Assert.Single(Counts.Asked);
        Assert.Equal((issue, new GroupingKey(1, 1), window is null ? null : Noon.AddMinutes(30)), (question.Issue, Assert.Single(question.Keys), question.Since));
    }

    [Fact]
    public async Task DetectAsync_ArchivedUntilEscalating_ComesBackAboveTheLimit()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);
        Clock.Advance(TimeSpan.FromDays(30));
        await EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Archived });
        Clock.Advance(TimeSpan.FromMinutes(20));
        Counts.EachHour = 20;

        Counts.Count = new IssueCount(120, 1);
        Assert.Empty(await HandleAsync(control, Crash(1, null, Clock.GetUtcNow())));
        Counts.Count = new IssueCount(121, 1);
        Assert.Equal([new DetectedChange(issue, IssueChangeKind.Escalated)], await HandleAsync(control, Crash(1, null, Clock.GetUtcNow())));

        Assert.Equal(IssueSubstatus.Escalating, (await FindAsync(control, issue)).State.Substatus);
        // In the hour in which it was archived, only what came afterwards counts.
        Assert.All(Counts.Asked, question => Assert.Equal(Noon.AddDays(30), question.Since));
    }

    [Fact]
    public async Task DetectAsync_ArchivedAgainWhileTheStoreCounted_StaysArchived()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);
        IssueEdit archive = new() { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Events, default, Count: 10) };
        await EditAsync(control, issue, archive);
        CrashSighting crash = Crash(1, null, Clock.GetUtcNow());
        IReadOnlyList<AssignedCrash> assigned = await control.Get<IssueAssigner>().AssignAsync([crash], Token);
        var slow = new CountsByHand { Count = new IssueCount(1000, 1) };
        slow.BeforeAnswer = () => EditAsync(control, issue, new IssueEdit { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Forever, default) });

        Assert.Empty(await control.Get<IssueDetector>().DetectAsync([crash], assigned, slow, Token));

        Assert.Equal(ArchiveKind.Forever, (await FindAsync(control, issue)).State.Archive?.Kind);
        Assert.Empty(await HandleAsync(control, crash));
    }

    [Fact]
    public async Task AgeAsync_TimeIsUp_ChangesOnceWhoeverAsks()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId fresh = await MakeAsync(control, 1);
        IssueId archived = await MakeAsync(control, 2);
        IssueId forever = await MakeAsync(control, 3);
        await EditAsync(control, archived, new IssueEdit { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Time, default, Until: Noon.AddDays(2)) });
        await EditAsync(control, forever, new IssueEdit { Status = IssueStatus.Archived, Archive = new IssueArchive(ArchiveKind.Forever, default) });
        IssueAging aging = control.Get<IssueAging>();

        Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await aging.AgeAsync(Token));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await aging.AgeAsync(Token));
        Clock.Advance(TimeSpan.FromDays(6));
        int[] both = await Task.WhenAll(Task.Run(() => aging.AgeAsync(Token), Token), Task.Run(() => HandleAsync(control, Crash(1)).ContinueWith(done => done.Result.Count, TaskScheduler.Default), Token));

        Assert.Equal(1, both.Sum());
        Assert.Equal(0, await aging.AgeAsync(Token));
        Assert.Equal([IssueChangeKind.Aged, IssueChangeKind.Created], (await LinesAsync(control, fresh)).Select(line => line.Kind));
        Assert.Equal([IssueChangeKind.Unarchived, IssueChangeKind.Archived, IssueChangeKind.Created], (await LinesAsync(control, archived)).Select(line => line.Kind));
        Assert.Equal(IssueSubstatus.Ongoing, (await FindAsync(control, archived)).State.Substatus);
        Assert.Equal(IssueStatus.Archived, (await FindAsync(control, forever)).State.Status);
    }
}
