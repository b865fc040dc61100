using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Control.Users;
using Telemetry.Model.Issues;
using Telemetry.Testing.Postgres;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Issues;

public sealed class SqliteIssueMergerTests : IssueMergerTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresIssueMergerTests(PostgresFixture postgres) : IssueMergerTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class IssueMergerTests : IssueSuite
{
    [Fact]
    public async Task MergeAsync_ThenUnmerge_IsAsItWas()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId whole = await MakeAsync(control, 1, "1.5");
        IssueId part = await MakeAsync(control, 2, "1.0");
        await EditAsync(control, part, new IssueEdit { Status = IssueStatus.Resolved });
        IssueState before = (await FindAsync(control, part)).State;
        IssueMerger merger = control.Get<IssueMerger>();

        Issue merged = (await merger.MergeAsync(Project, whole, [part, whole, new(999)], Ada, Token))!;
        Assert.Equal(whole, await MakeAsync(control, 2, "1.0"));
        Assert.Equal((whole, "1.0", IssueStatus.Unresolved), (merged.Id, merged.FirstRelease, merged.State.Status));
        Assert.Equal(whole, (await FindAsync(control, part)).MergedInto);
        Assert.Equal([whole], (await control.Get<IssueReader>().ListAsync(Project, new IssueFilter(), 10, Token)).Select(issue => issue.Id));
        Assert.Empty((await control.Get<IssueEditor>().EditAsync(Project, [part], new IssueEdit { Status = IssueStatus.Archived }, Ada, null, Token)).Issues);

        Issue back = Assert.Single(await merger.UnmergeAsync(Project, whole, [], Ada, Token));
        Assert.Equal((part, null, before), (back.Id, back.MergedInto, back.State));
        Assert.Equal(part, await MakeAsync(control, 2, "1.0"));
        Assert.Equal(whole, await MakeAsync(control, 1, "1.0"));
        Assert.Equal([IssueChangeKind.Unmerged, IssueChangeKind.MergedAway, IssueChangeKind.Resolved, IssueChangeKind.Created], (await LinesAsync(control, part)).Select(line => line.Kind));
        Assert.Equal(["DEFAULT-1"], (await LinesAsync(control, part))[0].Details.Others);
    }

    [Fact]
    public async Task MergeAsync_InSteps_KeepsEachKeysOrigin()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId[] issues = [await MakeAsync(control, 1), await MakeAsync(control, 2), await MakeAsync(control, 3)];
        IssueMerger merger = control.Get<IssueMerger>();
        await merger.MergeAsync(Project, issues[1], [issues[2]], Ada, Token);
        await merger.MergeAsync(Project, issues[0], [issues[1]], Ada, Token);

        Assert.Equal(issues[1..], (await control.Get<IssueReader>().ListPartsAsync(Project, issues[0], Token)).Select(part => part.Id));
        await merger.UnmergeAsync(Project, issues[0], [issues[2]], Ada, Token);

        Assert.Equal([issues[0], issues[0], issues[2]], [await MakeAsync(control, 1), await MakeAsync(control, 2), await MakeAsync(control, 3)]);
        Assert.Null(await merger.MergeAsync(Project, issues[1], [issues[2]], Ada, Token));
        Assert.Empty(await merger.UnmergeAsync(Project, issues[0], [issues[2]], Ada, Token));
    }

    [Fact]
    public async Task DeleteAsync_MergedIssue_TellsAllItsHashesOnceAndMergesTellNone()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId whole = await MakeAsync(control, 1);
        IssueId part = await MakeAsync(control, ulong.MaxValue);
        IssueId other = await MakeAsync(control, 3);
        await control.Get<IssueMerger>().MergeAsync(Project, whole, [part, other], Ada, Token);
        await control.Get<IssueMerger>().UnmergeAsync(Project, whole, [other], Ada, Token);
        await control.Get<IssueRemover>().DeleteAsync(Project, [whole], discards: false, Ada, Token);

        OutboxClaim claim = await control.Get<OutboxReader>().ClaimAsync(OutboxTopics.Keys, 10, TimeSpan.FromMinutes(1), Token);

        Assert.Equal<ulong>([1, ulong.MaxValue], Assert.Single(claim.Messages).Read<KeysDeleted>().Hashes.Order());
    }

    [Fact]
    public async Task SplitAsync_SomeKeys_AreAnIssueOfTheirOwn()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId whole = await MakeAsync(control, 1, "1.0");
        await control.Get<IssueAssigner>().AssignAsync([Crash([new(2, 50), new(1, 1)])], Token);
        IssueMerger merger = control.Get<IssueMerger>();

        Assert.Null(await merger.SplitAsync(Project, whole, [new(1, 1), new(2, 50)], Ada, Token));
        Assert.Null(await merger.SplitAsync(Project, whole, [new(2, 51)], Ada, Token));
        Assert.Null(await merger.SplitAsync(Project, whole, [], Ada, Token));
        Issue part = (await merger.SplitAsync(Project, whole, [new(2, 50)], Ada, Token))!;

        Assert.Equal(("DEFAULT-2", "ValueError: number 1", IssueSubstatus.Ongoing), (part.ShortId, part.Title, part.State.Substatus));
        Assert.Equal(part.Id, (await control.Get<IssueAssigner>().AssignAsync([Crash([new(2, 50), new(1, 1)])], Token)).Issue());
        Assert.Equal(whole, await MakeAsync(control, 1));
        ILookup<IssueId, IssueKey> keys = await control.Get<IssueReader>().ListKeysAsync(Project, [whole, part.Id], Token);
        Assert.Equal([new IssueKey(new(2, 50), part.Id)], keys[part.Id]);
        IReadOnlyDictionary<ulong, IssueId> map = await control.Get<IssueReader>().ReadMapAsync(Project, Token);
        Assert.Equal([(1UL, whole), (50UL, part.Id)], map.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public async Task SplitAsync_AllKeysOfAMergedIssue_IsThatIssueAgain()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueMerger merger = control.Get<IssueMerger>();
        IssueId whole = await MakeAsync(control, 1);
        IssueId second = await MakeAsync(control, 2);
        IssueId third = await MakeAsync(control, 3);
        await merger.MergeAsync(Project, whole, [second, third], Ada, Token);

        Issue back = (await merger.SplitAsync(Project, whole, [new(1, 2)], Ada, Token))!;

        Assert.Equal((second, null), (back.Id, back.MergedInto));
        Assert.Equal([third], (await control.Get<IssueReader>().ListPartsAsync(Project, whole, Token)).Select(part => part.Id));
        Assert.Equal(second, await MakeAsync(control, 2));
    }

    [Fact]
    public async Task SplitAsync_KeysOfTwoMergedIssues_KeepsThemAsPartsOfTheNewOne()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueMerger merger = control.Get<IssueMerger>();
        IssueId whole = await MakeAsync(control, 1);
        IssueId second = await MakeAsync(control, 2);
        IssueId third = await MakeAsync(control, 3);
        await merger.MergeAsync(Project, whole, [second, third], Ada, Token);

        Issue part = (await merger.SplitAsync(Project, whole, [new(1, 2), new(1, 3)], Ada, Token))!;

        Assert.Equal("DEFAULT-4", part.ShortId);
        Assert.Equal([second, third], (await control.Get<IssueReader>().ListPartsAsync(Project, part.Id, Token)).Select(one => one.Id));
        Assert.Equal([second, third], (await merger.UnmergeAsync(Project, part.Id, [], Ada, Token)).Select(one => one.Id));
        Assert.Equal(third, await MakeAsync(control, 3));
    }

    [Fact]
    public async Task DeleteAsync_IssueWithPartsAndComments_LeavesNothingButTheMessage()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId whole = await MakeAsync(control, 1);
        IssueId part = await MakeAsync(control, 2);
        IssueId other = await MakeAsync(control, 3);
        await control.Get<IssueComments>().AddAsync(Project, whole, "hm", Ada, Token);
        await control.Get<IssueMerger>().MergeAsync(Project, whole, [part], Ada, Token);

        Assert.Equal(0, await control.Get<IssueRemover>().DeleteAsync(new(2), [whole], discards: false, Ada, Token));
        Assert.Equal(1, await control.Get<IssueRemover>().DeleteAsync(Project, [whole, part], discards: false, Ada, Token));

        Assert.Equal([other.Value], await LookAsync(control, context => context.Issues.Select(row => row.Id).ToArrayAsync(Token)));
        Assert.Equal(1, await LookAsync(control, context => context.IssueActivity.CountAsync(Token)));
        Assert.Equal(0, await LookAsync(control, context => context.IssueComments.CountAsync(Token)));
        Assert.Equal(IssueChangeKind.Deleted, (await KindsAsync(control)).Last());
        IssueId again = await MakeAsync(control, 1);
        Assert.Equal("DEFAULT-4", (await FindAsync(control, again)).ShortId);
    }

    [Fact]
    public async Task DeleteAsync_Discarding_ThrowsFurtherCrashesAwayUntilTheyAreWantedAgain()
    {
        await using ControlSetup control = Database.Open(Clock);
        IssueId issue = await MakeAsync(control, 1);
        await control.Get<IssueRemover>().DeleteAsync(Project, [issue], discards: true, Ada, Token);
        IssueAssigner assigner = control.Get<IssueAssigner>();

        IReadOnlyList<AssignedCrash> answers = await assigner.AssignAsync([Crash(1), Crash(2), Crash([new(2, 77), new(1, 1)])], Token);
        Assert.Equal([true, false, true], answers.Select(crash => crash.Issue is null));
        Assert.Empty(await HandleAsync(control, Crash(1)));

        DiscardedKey discarded = Assert.Single(await control.Get<IssueRemover>().ListDiscardedAsync(Project, Token));
        Assert.Equal(("DEFAULT-1", "Ada", new GroupingKey(1, 1)), (discarded.ShortId, discarded.ActorName, discarded.Key));
        Assert.True(await control.Get<IssueRemover>().AcceptAgainAsync(Project, "DEFAULT-1", Token));
        Assert.False(await control.Get<IssueRemover>().AcceptAgainAsync(Project, "DEFAULT-1", Token));
        Assert.True((await assigner.AssignAsync([Crash(1)], Token))[0].IsNew);
    }

    [Fact]
    public async Task AddAsync_CommentWithAMention_CallsTheAccountOnce()
    {
        await using ControlSetup control = Database.Open(Clock);
        string bob = (await control.Get<Accounts>().CreateAsync("bob@example.com", "Bob", "correct horse battery", Token)).Account!.Id;
        IssueId issue = await MakeAsync(control, 1);
        IssueComments comments = control.Get<IssueComments>();

        IssueComment comment = (await comments.AddAsync(Project, issue, "@bob, is this yours? <b>\0", Ada, Token))!;
        IssueComment edited = (await comments.EditAsync(Project, issue, comment.Id, "@bob: never mind", Ada, Token))!;

        Assert.Equal([bob], comment.Mentions);
        Assert.Equal("@bob: never mind", edited.Text);
        Assert.NotNull(edited.EditedAt);
        IssueChanged message = (await MessagesAsync(control))[^1];
        Assert.Equal((IssueChangeKind.Commented, 2), (message.Kind, (await MessagesAsync(control)).Count));
        Assert.Equal([bob], message.Mentions);
        Assert.Equal("@bob: never mind", (await LinesAsync(control, issue))[0].Comment?.Text);
        Assert.Null(await comments.EditAsync(Project, issue, comment.Id, "not mine", new IssueActor("u2", "Bob"), Token));
        Assert.False(await comments.DeleteAsync(Project, issue, comment.Id, new IssueActor("u2", "Bob"), Token));
        Assert.False(await comments.DeleteAsync(new(2), issue, comment.Id, Ada, Token));
        Assert.True(await comments.DeleteAsync(Project, issue, comment.Id, Ada, Token));
        Assert.Null((await LinesAsync(control, issue))[0].Comment);
        Assert.Null(await comments.AddAsync(new(2), issue, "elsewhere", Ada, Token));
    }
}
