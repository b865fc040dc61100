using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;
using Telemetry.Storage.Crashes;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Storage.Tests.Crashes;

/// <summary>What is asked about stored crashes, on the real engine.</summary>
public sealed class StoredCrashTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly GroupingKey First = new(1, 1);
    private static readonly GroupingKey Second = new(1, ulong.MaxValue);

    private readonly uint _project = database.NextProject();

    [Fact]
    public async Task Find_StoredAndOthersId_OnlyOnesOwn()
    {
        uint other = database.NextProject();
        await database.Endpoint.InsertAsync([Crash(1) with { Document = """{"a":"é"}""" }, Crash(2), Crash(3) with { Project = other }]);
        using var store = new ReaderStore(database.Endpoint);

        StoredCrash? found = await store.Get<CrashReader>().FindAsync(new ProjectId(_project), Id(1), TestContext.Current.CancellationToken);
        StoredCrash? foreign = await store.Get<CrashReader>().FindAsync(new ProjectId(_project), Id(3), TestContext.Current.CancellationToken);

        Assert.Equal(new StoredCrash(Id(1), Time(Noon), Time(Noon), First, """{"a":"é"}"""), found);
        Assert.Null(foreign);
    }

    [Fact]
    public async Task Known_SomeStored_ThoseOnly()
    {
        await database.Endpoint.InsertAsync([Crash(11), Crash(12) with { Time = Noon.AddDays(-20) }, Crash(13) with { Project = database.NextProject() }]);
        using var store = new ReaderStore(database.Endpoint);

        IReadOnlySet<CrashId> known = await store.Get<KnownCrashes>().FindAsync(
            new ProjectId(_project), [(Id(11), Time(Noon)), (Id(12), Time(Noon.AddDays(-20))), (Id(13), Time(Noon)), (Id(14), Time(Noon))], batch: 9, TestContext.Current.CancellationToken);

        Assert.Equal([Id(11), Id(12)], known.OrderBy(id => id.Value));
    }

    [Fact]
    public async Task Known_TimeMovedByAnHour_IsFound()
    {
        await database.Endpoint.InsertAsync(Crash(15));
        using var store = new ReaderStore(database.Endpoint);

        IReadOnlySet<CrashId> known = await store.Get<KnownCrashes>().FindAsync(new ProjectId(_project), [(Id(15), Time(Noon.AddHours(-1)))], batch: 9, TestContext.Current.CancellationToken);

        Assert.Equal([Id(15)], known);
    }

    [Fact]
    public async Task Known_MoreThanAnAddressHolds_AreAllLookedUp()
    {
        await database.Endpoint.InsertAsync([Crash(100_000), Crash(150_000), Crash(199_999)]);
        using var store = new ReaderStore(database.Endpoint);

        IReadOnlySet<CrashId> known = await store.Get<KnownCrashes>().FindAsync(
            new ProjectId(_project), [.. Enumerable.Range(100_000, 100_000).Select(number => (Id(number), Time(Noon)))], batch: 9, TestContext.Current.CancellationToken);

        Assert.Equal([Id(100_000), Id(150_000), Id(199_999)], known.OrderBy(id => id.Value));
    }

    [Fact]
    public async Task Known_OfTheSameBatch_IsNotKnown()
    {
        await database.Endpoint.InsertAsync(Crash(16) with { Batch = 9 });
        using var store = new ReaderStore(database.Endpoint);

        IReadOnlySet<CrashId> known = await store.Get<KnownCrashes>().FindAsync(new ProjectId(_project), [(Id(16), Time(Noon))], batch: 9, TestContext.Current.CancellationToken);

        Assert.Empty(known);
    }

    [Fact]
    public async Task Count_KeysOfOneIssue_EachCrashOnceAndPeopleOverAllKeys()
    {
        await database.Endpoint.InsertAsync(
        [
            Crash(21) with { Affected = 5 },
            Crash(22) with { Affected = 5, Hash = Second.Hash },
            Crash(23) with { Affected = 6, Hash = Second.Hash },
            Crash(24) with { Affected = 0 },
            Crash(25) with { Hash = 77, Affected = 8 },
            Crash(26) with { Affected = 9, Time = Noon.AddDays(-3), ReceivedAt = Noon },
            Crash(27) with { Affected = 10, ReceivedAt = Noon.AddHours(-2) },
        ]);
        using var store = new ReaderStore(database.Endpoint);

        IReadOnlyList<IssueCount> counts = await store.Get<IIssueCounts>().CountAsync(
            new ProjectId(_project),
            [new(new IssueId(1), [First, Second], Noon.AddHours(-1)), new(new IssueId(1), [First], null), new(new IssueId(2), [new GroupingKey(1, 99)], null)],
            TestContext.Current.CancellationToken);

        Assert.Equal([new IssueCount(5, 3), new IssueCount(4, 3), new IssueCount(0, 0)], counts);
    }

    [Fact]
    public async Task CountByHour_GapsAndEdges_EveryHourHasItsNumber()
    {
        await database.Endpoint.InsertAsync([Crash(31), Crash(32) with { ReceivedAt = Noon.AddMinutes(59) }, Crash(33) with { ReceivedAt = Noon.AddHours(2) }, Crash(34) with { ReceivedAt = Noon.AddHours(3) }, Crash(35) with { ReceivedAt = Noon.AddHours(-1) }]);
        using var store = new ReaderStore(database.Endpoint);

        IReadOnlyList<HourlyVolume> volumes = await store.Get<IIssueCounts>().CountByHourAsync(
            new ProjectId(_project), [new(new IssueId(1), [First], null)], Noon, hours: 3, TestContext.Current.CancellationToken);

        Assert.Equal([2, 0, 1], Assert.Single(volumes).Events);
    }

    [Fact]
    public async Task Sums_CrashesOfTwoInserts_AreOfTheHourTheyHappenedIn()
    {
        await database.Endpoint.InsertAsync([Crash(41) with { Affected = 1 }, Crash(42) with { Affected = 2 }]);
        await database.Endpoint.InsertAsync([Crash(43) with { Affected = 2, ReceivedAt = Noon.AddDays(1) }, Crash(44) with { Release = "2.0", Affected = 3 }]);

        string sums = $"FROM crash_counts WHERE ProjectId = {_project} AND GroupingHash = 1 AND Hour = toDateTime({Noon.ToUnixTimeSeconds()}, 'UTC')";

        Assert.Equal(4, await database.Endpoint.AskAsync($"SELECT sum(Events) {sums}"));
        Assert.Equal(3, await database.Endpoint.AskAsync($"SELECT sum(Unhandled) {sums} AND Release = '1.0'"));
        Assert.Equal(3, await database.Endpoint.AskAsync($"SELECT uniqCombined64Merge(14)(Affected) {sums}"));
    }

    private TestCrash Crash(int number) => new() { Project = _project, Number = number, Time = Noon };

    private static CrashId Id(int number) => new((UInt128)number);

    private static UnixNanoseconds Time(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds() * 1_000_000);
}
