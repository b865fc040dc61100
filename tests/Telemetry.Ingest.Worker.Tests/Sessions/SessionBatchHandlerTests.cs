using System.Text;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sessions;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Sessions;

public sealed class SessionBatchHandlerTests(EngineFixture engine)
{
    private const string Sid = "6d1bd1bc-272c-4501-9dd3-f756237f2486";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handle_Session_IsARow()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Session($$$"""
            {"sid":"{{{Sid}}}","init":true,"started":"2026-11-23T13:00:00.5Z","timestamp":"2026-11-23T13:00:02.75Z","status":"exited","errors":2,"did":"u1234",
             "attrs":{"release":"photo-desktop@3.16.8","environment":"production","user_agent":"x"}}
            """)]));

        Assert.Equal(
            ["7 6d1bd1bc272c45019dd3f756237f2486 photo-desktop 3.16.8 production u1234 2026-11-23 13:00:00.500000000 2250000000 exited 2 1 1 0 0 0 x"], await RowsAsync(worker));
        Assert.Equal(["7 70 sessions stored - 1"], await worker.LedgerAsync());
    }

    // Whatever the order in which the words about a session come, and however often.
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 2)]
    public async Task Handle_UpdatesInAnyOrder_TheEndCounts(params int[] order)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        string[] words =
        [
            One("ok", "13:00:00", 0),
            One("ok", "13:00:30", 1),
            One("crashed", "13:00:20", 0),
        ];

        foreach (int word in order)
        {
            await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Session(words[word])]));
        }

        Assert.Equal(["7 s1 a 1 - - 2026-11-23 13:00:00.000000000 20000000000 crashed 1 1 0 0 0 1 -"], await RowsAsync(worker));
    }

    [Fact]
    public async Task Handle_Aggregates_AreARowEach()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Sums("""
            {"aggregates":[{"started":"2026-11-23T13:00:00Z","exited":10,"errored":2},{"started":"2026-11-23T13:01:00Z","did":7,"exited":1,"crashed":1,"abnormal":3,"unhandled":4}],
             "attrs":{"release":"1.0","environment":"dev"}}
            """, 2)]));

        Assert.Equal(
            [
                "7 aa-0 - 1.0 dev - 2026-11-23 13:00:00.000000000 0 - 0 12 2 0 0 0 -",
                "7 aa-1 - 1.0 dev 7 2026-11-23 13:01:00.000000000 0 - 0 9 0 4 3 1 -",
            ],
            await RowsAsync(worker));
        Assert.Equal(["7 70 sessions stored - 2"], await worker.LedgerAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"sid\":1,\"started\":2,\"attrs\":3}")]
    [InlineData("{\"sid\":\"x\",\"started\":\"2026-11-23T13:00:00Z\",\"attrs\":{}}")]
    [InlineData("{\"sid\":\"x\",\"started\":\"yesterday\",\"attrs\":{\"release\":\"1\"}}")]
    public async Task Handle_SessionThatIsNone_IsMalformedAndItsNeighbourIsKept(string session)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Session(session), Session(One("ok", "13:00:00", 0))]));

        Assert.Equal(["7 70 sessions dropped malformed 1", "7 70 sessions stored - 1"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_TheSameBatchAgain_AddsNothing()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Sessions, [Session(One("exited", "13:00:00", 1)), Sums("""{"aggregates":[{"started":"2026-11-23T13:00:00Z","exited":1}],"attrs":{"release":"1"}}""", 1)]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch.RepeatWithout());

        Assert.Equal(2, await worker.CountAsync("sessions"));
        Assert.Equal(["7 70 sessions stored - 2"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_ClockIsWrong_TimesAreShifted()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        // Sent at 12:00 by its own clock, received at 13:30:30.
        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Session(One("exited", "11:59:00", 0, started: "11:58:00"), "\"sent_at\":\"2026-11-23T12:00:00Z\",")]));

        Assert.Equal(["7 s1 a 1 - - 2026-11-23 13:28:30.000000000 60000000000 exited 0 1 0 0 0 0 -"], await RowsAsync(worker));
    }

    private static string One(string status, string timestamp, int errors, string started = "13:00:00") =>
        $$$"""{"sid":"S1","started":"2026-11-23T{{{started}}}Z","timestamp":"2026-11-23T{{{timestamp}}}Z","status":"{{{status}}}","errors":{{{errors}}},"attrs":{"release":"a@1"}}""";

    private static IntakeFrame Session(string json, string header = "") => Frame(SessionEncoding.SentrySession, "session", json, 1, header);

    private static IntakeFrame Sums(string json, int items) => Frame(SessionEncoding.SentrySessions, "sessions", json, items, "");

    private static IntakeFrame Frame(SessionEncoding encoding, string name, string json, int items, string header) =>
        Frames.Of(Signal.Sessions, [(byte)encoding, .. Encoding.UTF8.GetBytes($$"""{"header":{{{header}}"id":"aa"},"{{name}}":{{json}}}""")], items);

    private static async Task<string[]> RowsAsync(WorkerHost worker)
    {
        var rows = await worker.Endpoint.QueryAsync(
            """
            SELECT arrayStringConcat(arrayMap(x -> if(x = '', '-', x), [toString(ProjectId), SessionId, ServiceName, Release, Environment, UserId, toString(toTimeZone(Started, 'UTC')), toString(Duration),
                Status, toString(Errors), toString(Sessions), toString(Errored), toString(Unhandled), toString(Abnormal), toString(Crashed), UserAgent]), ' ') AS line
            FROM sessions FINAL ORDER BY line
            """,
            Token);
        return [.. rows.Select(row => row.GetProperty("line").GetString() ?? "")];
    }
}
