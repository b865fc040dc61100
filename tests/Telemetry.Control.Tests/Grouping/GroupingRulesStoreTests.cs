using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Grouping;
using Telemetry.Control.Issues;
using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Testing.Postgres;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Grouping;

public sealed class SqliteGroupingRulesStoreTests : GroupingRulesStoreTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresGroupingRulesStoreTests(PostgresFixture postgres) : GroupingRulesStoreTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class GroupingRulesStoreTests : ControlSuite
{
    private static readonly IssueActor Ada = new("u1", "Ada");

    private readonly FakeTimeProvider _clock = new(Noon);

    [Fact]
    public async Task Read_NobodyWroteAny_IsRevisionZero()
    {
        await using ControlSetup control = Database.Open(_clock);

        Assert.Equal(StoredGroupingRules.None, await control.Get<GroupingRulesStore>().ReadAsync(Project, Token));
        Assert.Empty(await control.Get<GroupingRulesStore>().ListAsync(Project, Token));
        Assert.Empty(await control.Get<GroupingRulesStore>().ListRevisionsAsync([Project], Token));
    }

    [Fact]
    public async Task Write_Twice_KeepsBothAndSaysWhoWhenAndFromWhen()
    {
        await using ControlSetup control = Database.Open(_clock);
        GroupingRulesStore store = control.Get<GroupingRulesStore>();

        await store.WriteAsync(Project, "type:A -> a", "", ifRevision: 0, Ada, Token);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await store.WriteAsync(Project, "type:A -> b", "module:x +app", ifRevision: null, Ada, Token);

        await using ControlSetup other = Database.Open(_clock);
        IReadOnlyList<StoredGroupingRules> kept = await other.Get<GroupingRulesStore>().ListAsync(Project, Token);
        Assert.Equal([new StoredGroupingRules(2, "type:A -> b", "module:x +app", "Ada", Noon.AddMinutes(5)), new StoredGroupingRules(1, "type:A -> a", "", "Ada", Noon)], kept);
        Assert.Equal(Noon.AddSeconds(10), kept[1].InForceFrom);
        Assert.Equal(kept[0], await store.ReadAsync(Project, Token));
        Assert.Equal(new Dictionary<ProjectId, int> { [Project] = 2 }, await store.ListRevisionsAsync([Project, new ProjectId(7)], Token));
    }

    [Fact]
    public async Task Write_WhatIsThereAlready_IsNoRevision()
    {
        await using ControlSetup control = Database.Open(_clock);
        GroupingRulesStore store = control.Get<GroupingRulesStore>();

        Assert.Equal(StoredGroupingRules.None, await store.WriteAsync(Project, "", "", null, Ada, Token));
        StoredGroupingRules? first = await store.WriteAsync(Project, "type:A -> a", "", null, Ada, Token);
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(first, await store.WriteAsync(Project, "type:A -> a", "", null, Ada, Token));
    }

    [Fact]
    public async Task Write_SeveralAtOnceOnTheSameRevision_OneIsFaster()
    {
        await using ControlSetup one = Database.Open(_clock);
        await using ControlSetup two = Database.Open(_clock);
        await one.Get<ControlDatabase>().PrepareAsync(Token);

        StoredGroupingRules?[] written = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            (number % 2 == 0 ? one : two).Get<GroupingRulesStore>().WriteAsync(Project, $"type:A -> {number}", "", ifRevision: 0, Ada, Token))));

        StoredGroupingRules winner = Assert.Single(written.OfType<StoredGroupingRules>());
        Assert.Equal([winner], await one.Get<GroupingRulesStore>().ListAsync(Project, Token));
    }

    [Fact]
    public async Task Write_ClockPutBackAndManyRevisions_StayInOrderAndTheOldestGo()
    {
        await using ControlSetup control = Database.Open(_clock);
        GroupingRulesStore store = control.Get<GroupingRulesStore>();
        for (int i = 1; i <= GroupingRulesStore.MaxRevisions + 3; i++)
        {
            await store.WriteAsync(Project, $"type:A -> {i}", "", null, Ada, Token);
        }

        IReadOnlyList<StoredGroupingRules> kept = await store.ListAsync(Project, Token);

        Assert.Equal(Enumerable.Range(4, GroupingRulesStore.MaxRevisions).Reverse(), kept.Select(rules => rules.Revision));
        Assert.All(kept.Zip(kept.Skip(1)), pair => Assert.True(pair.First.InForceFrom > pair.Second.InForceFrom));
    }

    [Fact]
    public async Task FindKeys_KnownAndUnknown_GivesTheIssuesTheyBelongTo()
    {
        await using ControlSetup control = Database.Open(_clock);
        IReadOnlyList<AssignedCrash> assigned = await control.Get<IssueAssigner>().AssignAsync([Crash(1, null, Noon), Crash(ulong.MaxValue, null, Noon)], Token);

        IReadOnlyDictionary<GroupingKey, Issue> found = await control.Get<IssueKeyReader>().FindAsync(
            Project, [new GroupingKey(1, 1), new GroupingKey(1, ulong.MaxValue), new GroupingKey(2, 1), new GroupingKey(1, 5)], Token);

        Assert.Equal(assigned.Select(crash => crash.Issue), found.Values.OrderBy(issue => issue.Id.Value).Select(issue => (IssueId?)issue.Id));
        Assert.Equal([1UL, ulong.MaxValue], found.Keys.Select(key => key.Hash).Order());
    }

    [Fact]
    public async Task FindStored_IssueWasDeleted_IsAnotherKey()
    {
        await using ControlSetup control = Database.Open(_clock);
        IReadOnlyList<AssignedCrash> assigned = await control.Get<IssueAssigner>().AssignAsync([Crash(1, null, Noon), Crash(2, null, Noon)], Token);
        await control.Get<IssueRemover>().DeleteAsync(Project, [assigned[0].Issue!.Value], discards: false, Ada, Token);
        AssignedCrash again = Assert.Single(await control.Get<IssueAssigner>().AssignAsync([Crash(1, null, Noon)], Token));

        IReadOnlyDictionary<GroupingKey, GroupingKey> stored = await control.Get<IssueKeyReader>().FindStoredAsync(Project, [new GroupingKey(1, 1), new GroupingKey(1, 2)], Token);

        Assert.NotEqual(new GroupingKey(1, 1), again.Key);
        Assert.Equal((again.Key, new GroupingKey(1, 2)), (stored[new GroupingKey(1, 1)], stored[new GroupingKey(1, 2)]));
    }
}
