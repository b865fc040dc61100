using System.Text;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>What people write about crashes, in Sentry's two forms.</summary>
public sealed class FeedbackTests(EngineFixture engine)
{
    private const string Event = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Own = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public async Task Handle_BothForms_AreRowsOfTheirEvent_AndTheLedgerHasThem()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        IntakeFrame feedback = Frame(Own, "feedback", """
            {"timestamp":"2026-11-23T13:00:00Z","release":"shop@1.4.0","environment":"production","contexts":{"feedback":{"message":"it broke","contact_email":"a@b.c","name":"Ann","url":"https://x/y","associated_event_id":"EVENT"}}}
            """.Replace("EVENT", Event, StringComparison.Ordinal));
        IntakeFrame report = Frame(Event, "user_report", """{"event_id":"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa","name":"Ben","email":"b@c.d","comments":"again"}""");
        TestBatch batch = TestBatch.Of(Lane.Crashes, [feedback, report]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch.RepeatWithout());
        await worker.HandleAsync(TestBatch.Of(Lane.Crashes, [report]));

        var rows = await worker.Endpoint.QueryAsync(
            "SELECT concatWithSeparator('|', EventId, toString(toTimeZone(Timestamp, 'UTC')), Name, Email, Comments, Url, Release, Environment) AS line FROM user_feedback FINAL ORDER BY Name", TestContext.Current.CancellationToken);
        Assert.Equal(
            [$"{Event}|2026-11-23 13:00:00.000000000|Ann|a@b.c|it broke|https://x/y|1.4.0|production", $"{Event}|2026-11-23 13:30:30.000000000|Ben|b@c.d|again|||"],
            rows.Select(row => row.GetProperty("line").GetString()));
        Assert.Equal(["7 70 crashes stored - 3"], await worker.LedgerAsync());
    }

    [Theory]
    [InlineData("feedback", "{}")]
    [InlineData("feedback", "{\"contexts\":{\"feedback\":{\"message\":[]}}}")]
    [InlineData("feedback", "{\"contexts\":7}")]
    [InlineData("user_report", "{\"comments\":\"\"}")]
    [InlineData("user_report", "{\"comments\":{}}")]
    public void Read_WithoutAWord_IsMalformed(string type, string json) =>
        Assert.Equal([DropReason.Malformed], Read(type, json).Drops);

    [Theory]
    [InlineData("feedback", "{\"timestamp\":\"9999-01-01\",\"release\":[],\"contexts\":{\"feedback\":{\"message\":\"m\\u0000\\udcff\",\"name\":{},\"contact_email\":7,\"associated_event_id\":\"no id\",\"url\":null}}}")]
    [InlineData("user_report", "{\"event_id\":{},\"comments\":\"m\\u0000\\udcff\",\"name\":[],\"email\":7}")]
    public void Read_WrongTypes_TheRestIsKept(string type, string json)
    {
        var row = Assert.Single(Read(type, json).Feedback);

        Assert.Equal(("m␀�", "", "7"), (row.Comments, row.Name, row.Email));
        Assert.Equal(Frames.ReceivedAt, row.Time);
    }

    private static CrashesRead Read(string type, string json) => CrashPayload.Read(Frame(Event, type, json).Payload, new ProjectId(7), Frames.ReceivedAt);

    private static IntakeFrame Frame(string id, string type, string json) => Frames.Of(
        Signal.Crashes, [(byte)CrashEncoding.SentryFeedback, .. Encoding.UTF8.GetBytes($$$"""{"header":{"event_id":"{{{id}}}","item_type":"{{{type}}}"},"feedback":{{{json}}}}""")]);
}
