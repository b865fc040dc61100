using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Grouping;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Storage.Native;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>What decides about a group beside the crash itself: the project's rules and the release's libraries, with the real engine and a real control database.</summary>
public sealed class ProjectRulesTests(EngineFixture engine)
{
    private static readonly ProjectId Project = new(1);
    private static readonly IssueActor Ada = new("u1", "Ada");

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handle_RuleInForce_RegroupsNewCrashesAndLeavesOldOnes()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ValueError"), Crash(2, "KeyError")]));
        await WriteAsync(worker, "error.type:*Error -> all-of-them title=\"All of them\"", "");
        _clock.Advance(TimeSpan.FromSeconds(11));

        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(3, "ValueError"), Crash(4, "KeyError")]));

        Assert.Equal(["All of them", "KeyError: bad", "ValueError: bad"], (await IssuesAsync(worker)).Select(issue => issue.Title).Order());
        Assert.Equal(["1", "1", "2"], await LinesAsync(worker, "SELECT toString(count()) AS line FROM crashes GROUP BY GroupingHash ORDER BY line"));
    }

    [Fact]
    public async Task Handle_StackRule_DecidesWhatIsTheApplications()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        await WriteAsync(worker, "", "stack.module:photo.export -app");
        _clock.Advance(TimeSpan.FromSeconds(11));

        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ValueError")]));

        Assert.Equal(["acme_core.io.write"], await LinesAsync(worker, "SELECT Culprit AS line FROM crashes"));
    }

    // A worker that dies when the rows are written and nothing else is; meanwhile somebody writes other rules.
    [Fact]
    public async Task Handle_RulesChangeBetweenTwoAttempts_IsTheSameGroup()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        await WriteAsync(worker, "error.type:*Error -> first", "");
        _clock.Advance(TimeSpan.FromSeconds(11));
        TestBatch batch = TestBatch.Of(Lane.Crashes, [Crash(1, "ValueError"), Crash(2, "KeyError")]);
        await worker.Endpoint.ExecuteAsync("RENAME TABLE ingest_ledger TO away", Token);
        await Assert.ThrowsAsync<InsertFailedException>(() => worker.HandleAsync(batch));
        await worker.Endpoint.ExecuteAsync("RENAME TABLE away TO ingest_ledger", Token);
        await WriteAsync(worker, "error.type:*Error -> second", "module:photo.* -app");
        _clock.Advance(TimeSpan.FromMinutes(1));

        await worker.HandleAsync(batch.RepeatWithout());

        Assert.Single(await IssuesAsync(worker));
        Assert.Equal(["2"], await LinesAsync(worker, "SELECT toString(count()) AS line FROM crashes GROUP BY GroupingHash"));
        Assert.Single((await worker.Services.GetRequiredService<OutboxReader>().ClaimAsync(OutboxTopics.Issues, 100, TimeSpan.FromSeconds(1), Token)).Messages);
        Assert.Equal(["1 70 crashes stored - 2"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task InForce_NewRevision_IsKnownWithinFiveSecondsAndHoldsTenAfterItWasWritten()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        ProjectRules rules = worker.Services.GetRequiredService<ProjectRules>();
        await rules.RefreshAsync([Project], Token);
        DateTimeOffset written = _clock.GetUtcNow();
        await WriteAsync(worker, "type:A -> a", "");

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        await rules.RefreshAsync([Project], Token);
        Assert.Same(GroupingRules.None, rules.InForce(Project, written.AddSeconds(11)));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await rules.RefreshAsync([Project], Token);

        Assert.NotSame(GroupingRules.None, rules.InForce(Project, written.AddSeconds(11)));
        Assert.Same(GroupingRules.None, rules.InForce(Project, written.AddSeconds(9.9)));
        Assert.Same(rules.InForce(Project, written.AddSeconds(11)), rules.InForce(Project, written.AddDays(11)));
    }

    [Fact]
    public async Task InForce_CrashFromBeforeAllRevisionsThatAreKept_GetsTheOldest()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        for (int i = 0; i <= GroupingRulesStore.MaxRevisions; i++)
        {
            await WriteAsync(worker, $"type:A -> {i}", "");
        }

        ProjectRules rules = worker.Services.GetRequiredService<ProjectRules>();
        await rules.RefreshAsync([Project], Token);

        Assert.NotSame(GroupingRules.None, rules.InForce(Project, DateTimeOffset.UnixEpoch));
    }

    // acme_core is in the list: not the application's own. A crash that brings no list is judged by what is known of its release, or of its list.
    [Theory]
    [InlineData(null, true, true)]
    [InlineData(null, true, false)]
    [InlineData("listed", false, true)]
    [InlineData("listed", false, false)]
    public async Task Handle_CrashWithoutItsList_IsGroupedAsOneWithIt(string? hash, bool sameRelease, bool inOneBatch)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        IntakeFrame listed = Crash(1, "ValueError", list: """,{"acme-core":"2.0","Pillow":"11.0"}""", hash: "listed");
        IntakeFrame without = Crash(2, "ValueError", release: sameRelease ? "photo@1.4.0" : "photo@1.5.0", hash: hash);
        IntakeFrame other = Crash(3, "ValueError", release: "photo@9.9.9");

        foreach (IntakeFrame[] batch in inOneBatch ? [[without, listed, other]] : new IntakeFrame[][] { [listed], [without], [other] })
        {
            await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [batch]));
        }

        Assert.Equal(
            ["00000000000000000000000000000001 00000000000000000000000000000002", "00000000000000000000000000000003"],
            await LinesAsync(worker, "SELECT arrayStringConcat(arraySort(groupArray(CrashId)), ' ') AS line FROM crashes GROUP BY GroupingHash ORDER BY line"));
    }

    [Fact]
    public async Task Handle_ReleaseWhoseFirstListComesLater_IsJudgedByItWithinAMinute()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine, _clock);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ValueError")]));
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(2, "ValueError", list: """,{"acme-core":"2.0"}""")]));
        _clock.Advance(TimeSpan.FromSeconds(61));

        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(3, "ValueError")]));

        Assert.Equal(
            ["00000000000000000000000000000001", "00000000000000000000000000000002 00000000000000000000000000000003"],
            await LinesAsync(worker, "SELECT arrayStringConcat(arraySort(groupArray(CrashId)), ' ') AS line FROM crashes GROUP BY GroupingHash ORDER BY line"));
    }

    private static async Task WriteAsync(WorkerHost worker, string fingerprint, string stack) =>
        Assert.NotNull(await worker.Services.GetRequiredService<GroupingRulesStore>().WriteAsync(Project, fingerprint, stack, null, Ada, Token));

    private IntakeFrame Crash(int id, string type, string release = "photo@1.4.0", string list = "", string? hash = null)
    {
        string document = $$"""
            {"version":1,"id":"{{id.ToString("x32", CultureInfo.InvariantCulture)}}","release":"{{release}}",
             {{(hash is null ? "" : $"\"distributions_hash\":\"{hash}\",")}}
             {{(list.Length == 0 ? "" : $"\"distributions\":{list[1..]},")}}
             "exceptions":[{"id":0,"type":"{{type}}","value":"bad","stack":{"frames":[
               {"module":"photo.export","function":"run","path":"/srv/photo/export.py","line":7},
               {"module":"acme_core.io","function":"write","path":"/srv/acme_core/io.py","line":8}] } } ] }
            """;
        byte[] payload = [(byte)CrashEncoding.OtlpLogs, .. OtlpMessages.Crash(document)];
        return Frames.Of(Signal.Crashes, payload, 1, project: 1) with { ReceivedAtUnixNanoseconds = _clock.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000 };
    }

    private static Task<IReadOnlyList<Issue>> IssuesAsync(WorkerHost worker) => worker.Services.GetRequiredService<IssueReader>().ListAsync(Project, new IssueFilter(), 100, Token);

    private static async Task<string[]> LinesAsync(WorkerHost worker, string sql) =>
        [.. (await worker.Endpoint.QueryAsync(sql, Token)).Select(row => row.GetProperty("line").GetString() ?? "")];
}
