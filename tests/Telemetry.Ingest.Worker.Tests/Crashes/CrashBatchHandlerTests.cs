using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Ingest.Worker.Upkeep;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Issues;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Native;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>Crashes from the queue to issue, rows, sums, outbox and ledger, with the real engine and a real control database.</summary>
public sealed class CrashBatchHandlerTests(EngineFixture engine)
{
    private const string Totals = "SELECT concatWithSeparator(' ', toString(sum(Events)), toString(uniqCombined64Merge(14)(Affected))) AS line FROM crash_counts";

    private static readonly ProjectId Project = new(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handle_TwoOfOneBugAndAnother_AreTwoIssuesWithTheirCrashes()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        IReadOnlyList<PoisonMessage> poison = await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada"), Crash(2, "bob")], [Crash(3, "ada", "KeyError")]));

        Assert.Empty(poison);
        Assert.Equal(["ValueError: bad 2", "KeyError: bad 1"], (await IssuesAsync(worker)).OrderByDescending(issue => issue.Type, StringComparer.Ordinal).Select(issue => $"{issue.Type}: bad {Events(worker, issue)}"));
        Assert.Equal(["3 2"], await LinesAsync(worker, Totals));
        Assert.Equal(["1 70 crashes stored - 3"], await worker.LedgerAsync());
        Assert.Equal(2, (await MessagesAsync(worker)).Count);
    }

    [Fact]
    public async Task Handle_Crash_IsFoundWhole()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada")]));

        StoredCrash? stored = await worker.Services.GetRequiredService<CrashReader>().FindAsync(Project, new CrashId(1), Token);

        Assert.Contains("\"function\":\"run\"", stored?.Document, StringComparison.Ordinal);
        Assert.DoesNotContain("requests", stored?.Document ?? "requests", StringComparison.Ordinal);
        Assert.Equal(["requests 2.32.0"], await LinesAsync(worker, "SELECT concat(Name, ' ', Version) AS line FROM crash_distributions"));
        Assert.Equal(["production photo 1.4.0"], await LinesAsync(worker, "SELECT concatWithSeparator(' ', Facts['channel'], ServiceName, Release) AS line FROM crashes"));
    }

    [Fact]
    public async Task Handle_SameBatchAgain_ChangesNothing()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Crashes, [Crash(1, "ada"), Crash(2, "bob")]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch.RepeatWithout());

        Assert.Equal(2, await worker.CountAsync("crashes"));
        Assert.Equal(["2 2"], await LinesAsync(worker, Totals));
        Assert.Equal(["1 70 crashes stored - 2"], await worker.LedgerAsync());
        Assert.Single(await MessagesAsync(worker));
    }

    // As a worker that dies when the rows are written and nothing else is.
    [Fact]
    public async Task Handle_AgainAfterItEndedBetweenRowsAndLedger_IsExact()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Crashes, [Crash(1, "ada"), Crash(2, "bob")]);
        await worker.Endpoint.ExecuteAsync("RENAME TABLE ingest_ledger TO away");
        await Assert.ThrowsAsync<InsertFailedException>(() => worker.HandleAsync(batch));
        await worker.Endpoint.ExecuteAsync("RENAME TABLE away TO ingest_ledger");

        await worker.HandleAsync(batch.RepeatWithout());

        Assert.Equal(2, await worker.CountAsync("crashes"));
        Assert.Equal(["2 2"], await LinesAsync(worker, Totals));
        Assert.Equal(["1 70 crashes stored - 2"], await worker.LedgerAsync());
        Assert.Single(await MessagesAsync(worker));
    }

    [Fact]
    public async Task Handle_SameCrashInAnotherBatchAndTwiceInOne_IsCountedOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada")]));

        await Task.WhenAll(
            worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada"), Crash(2, "ada"), Crash(2, "ada")])),
            worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(2, "ada"), Crash(1, "ada")])));

        Assert.Equal(2, await worker.CountAsync("crashes"));
        Assert.Equal(["2 1"], await LinesAsync(worker, Totals));
        Assert.Equal(["1 70 crashes dropped repeated 4", "1 70 crashes stored - 2"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_ResolvedIssueComesBackInANewerRelease_IsARegressionOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada")]));
        Issue issue = Assert.Single(await IssuesAsync(worker));
        await worker.Services.GetRequiredService<IssueEditor>().EditAsync(
            Project, [issue.Id], new IssueEdit { Status = IssueStatus.Resolved, Resolution = ResolutionKind.Release, Releases = ["2.0"] }, IssueActor.Server, null, Token);
        TestBatch back = TestBatch.Of(Lane.Crashes, [Later(Crash(2, "ada", release: "1.9")), Later(Crash(3, "ada", release: "2.1")), Later(Crash(4, "ada", release: "2.1"))]);

        await worker.HandleAsync(back);
        await worker.HandleAsync(back.RepeatWithout());

        Assert.Equal(IssueSubstatus.Regressed, Assert.Single(await IssuesAsync(worker)).State.Substatus);
        Assert.Equal(
            [IssueChangeKind.Created, IssueChangeKind.Resolved, IssueChangeKind.Regressed],
            (await MessagesAsync(worker)).Select(message => message.Read<IssueChanged>().Kind));
    }

    [Fact]
    public async Task Handle_WhatIsNoCrash_IsCountedAndCostsNoNeighbour()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(
            Lane.Crashes, [Frame([3, 1, 2]), Frame([4]), Crash(1, "ada"), Frame([200, 1], items: 2)], [Frames.Of(Signal.Logs, [1])]);

        IReadOnlyList<PoisonMessage> poison = await worker.HandleAsync(batch);

        Assert.Equal(batch.Messages[1].Id, Assert.Single(poison).Message.Id);
        Assert.Equal(["1 70 crashes dropped malformed 4", "1 70 crashes stored - 1"], await worker.LedgerAsync());
    }

    // Stored at these times they would be deleted at once, or be the newest for ever, or be no time at all.
    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1969-07-20T20:17:00Z")]
    [InlineData("2026-10-01T00:00:00Z")]
    [InlineData("2026-11-25T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task Handle_TimeThatCannotBeKept_IsStoredAtItsReceiptAndSaysSo(string time)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada", time: time)]));

        Assert.Equal(["2026-11-23 13:30:30"], await LinesAsync(worker, "SELECT formatDateTime(Timestamp, '%F %T', 'UTC') AS line FROM crashes"));
        Assert.Equal(["1"], await LinesAsync(worker, "SELECT toString(count()) AS line FROM crashes WHERE position(Document, 'too far from the time of receipt') > 0"));
    }

    [Fact]
    public async Task Handle_MoreThanABlock_IsStoredOnceAtEveryAttempt()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Crashes, [.. Enumerable.Range(1, 2500).Select(id => Crash(id, $"user {id % 7}"))]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch.RepeatWithout());

        Assert.Equal(2500, await worker.CountAsync("crashes"));
        Assert.Equal(["2500 7"], await LinesAsync(worker, Totals));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_CrashOfADeletedIssue_MakesANewOneWithNothingOfTheOld(bool discards)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(1, "ada"), Crash(2, "bob"), Crash(3, "ada", "KeyError")]));
        Issue old = (await IssuesAsync(worker)).Single(issue => issue.Type == "ValueError");
        IssueRemover remover = worker.Services.GetRequiredService<IssueRemover>();
        await remover.DeleteAsync(Project, [old.Id], discards, IssueActor.Server, Token);
        if (discards)
        {
            await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(4, "eve")]));
            Assert.True(await remover.AcceptAgainAsync(Project, old.ShortId, Token));
        }

        // What the first batch has is not deleted in the store yet.
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(5, "eve"), Crash(1, "ada")]));
        Issue issue = (await IssuesAsync(worker)).Single(one => one.Type == "ValueError");
        Assert.Equal((1L, 4L), (Events(worker, issue), await worker.CountAsync("crashes")));
        // Of a deleted crash, and of one that stays.
        await worker.Endpoint.ExecuteAsync($"INSERT INTO attachments (ProjectId, EventId, AttachmentId, ReceivedAt, RetentionDays) VALUES (1, '{1:x32}', 'a', now(), 30), (1, '{5:x32}', 'b', now(), 30)", Token);
        await worker.Endpoint.ExecuteAsync($"INSERT INTO user_feedback (ProjectId, EventId, FeedbackId, ReceivedAt, RetentionDays) VALUES (1, '{1:x32}', 'a', now(), 30), (1, '{5:x32}', 'b', now(), 30)", Token);
        await worker.Services.GetRequiredService<DeletedCrashes>().DeleteAsync(Token);

        Assert.Equal((1, 1), (await worker.CountAsync("attachments"), await worker.CountAsync("user_feedback")));
        Assert.Equal((1L, 2L), (Events(worker, issue), await worker.CountAsync("crashes")));
        Assert.Equal(["2 2"], await LinesAsync(worker, Totals));
        Assert.Equal(0, await worker.Services.GetRequiredService<DeletedCrashes>().DeleteAsync(Token));
        // And a second time.
        await remover.DeleteAsync(Project, [issue.Id], discards: false, IssueActor.Server, Token);
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [Crash(6, "eve")]));
        Assert.Equal(1, Events(worker, (await IssuesAsync(worker)).Single(one => one.Type == "ValueError")));
    }

    private static IntakeFrame Crash(int id, string user, string type = "ValueError", string release = "photo@1.4.0", string time = "2026-11-23T13:30:00Z") => Frame([(byte)CrashEncoding.SentryEvent, .. Encoding.UTF8.GetBytes($$$"""
        {"header":{"event_id":"{{{id.ToString("x32", CultureInfo.InvariantCulture)}}}"},"event":{"timestamp":"{{{time}}}","platform":"python","release":"{{{release}}}",
         "user":{"id":"{{{user}}}"},"tags":{"channel":"production"},"modules":{"requests":"2.32.0"},
         "exception":{"values":[{"type":"{{{type}}}","value":"bad","mechanism":{"type":"excepthook","handled":false},
           "stacktrace":{"frames":[{"module":"photo.export","function":"run","filename":"photo/export.py","lineno":7}]}} ]} } }
        """)]);

    // What came before somebody resolved the issue says nothing against it.
    private static IntakeFrame Later(IntakeFrame frame) => frame with { ReceivedAtUnixNanoseconds = TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds() * 1_000_000 };

    private static IntakeFrame Frame(byte[] payload, int items = 1) => Frames.Of(Signal.Crashes, payload, items, project: 1);

    private static Task<IReadOnlyList<Issue>> IssuesAsync(WorkerHost worker) => worker.Services.GetRequiredService<IssueReader>().ListAsync(Project, new IssueFilter(), 100, Token);

    private static async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(WorkerHost worker) =>
        (await worker.Services.GetRequiredService<OutboxReader>().ClaimAsync(OutboxTopics.Issues, 100, TimeSpan.FromMilliseconds(1), Token)).Messages;

    private static long Events(WorkerHost worker, Issue issue)
    {
        IssueKey[] keys = [.. worker.Services.GetRequiredService<IssueReader>().ListKeysAsync(Project, [issue.Id], Token).GetAwaiter().GetResult()[issue.Id]];
        return worker.Services.GetRequiredService<IIssueCounts>().CountAsync(
            Project, [new IssueCountQuestion(issue.Id, [.. keys.Select(key => key.Key)], null)], Token).GetAwaiter().GetResult()[0].Events;
    }

    private static async Task<string[]> LinesAsync(WorkerHost worker, string sql) =>
        [.. (await worker.Endpoint.QueryAsync(sql, Token)).Select(row => row.GetProperty("line").GetString() ?? "")];
}
