using System.Text;
using Telemetry.Ingest.Worker.Crashes.Sentry;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Sentry;

/// <summary>Shapes that SDKs other than the captured ones send, and what nobody should send.</summary>
public sealed class SentryShapesTests
{
    private const string Id = "eb4ae63caf72458cb7ebdfe2fee7a08e";

    [Theory]
    [InlineData("""{"exception":[{"type":"KeyError","value":"a"}]}""")]
    [InlineData("""{"exception":{"values":[{"type":"KeyError","value":"a"}]}}""")]
    [InlineData("""{"exception":{"type":"KeyError","value":"a"}}""")]
    public void Read_ExceptionInEachShape_IsOne(string json) => Assert.Equal("KeyError", Assert.Single(Read(json).Exceptions).Type);

    [Theory]
    [InlineData("""{"tags":{"a":"1","b":true}}""")]
    [InlineData("""{"tags":[["a","1"],["b",true]]}""")]
    [InlineData("""{"tags":[{"key":"a","value":"1"},{"key":"b","value":true}]}""")]
    public void Read_TagsInEachShape_AreTwo(string json) =>
        Assert.Equal([new NamedText("a", "1"), new NamedText("b", "true")], Read(json).Tags);

    [Theory]
    [InlineData("1795354743.335162")]
    [InlineData("\"1795354743.335162\"")]
    [InlineData("\"2026-11-22T13:39:03.335162Z\"")]
    [InlineData("\"2026-11-22T13:39:03.335162\"")]
    [InlineData("\"2026-11-22T14:39:03.335162+01:00\"")]
    public void Read_TimeInEachShape_IsTheSame(string time) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 13, 39, 3, TimeSpan.Zero).AddMicroseconds(335162), Read($$"""{"timestamp":{{time}}}""").Time);

    [Theory]
    [InlineData("2026-11-22T11:39:06Z", "2026-11-22T11:39:00Z", "2026-11-22T13:39:00Z")]
    [InlineData("2027-11-22T13:39:06Z", "2027-11-22T13:39:00Z", "2026-11-22T13:39:00Z")]
    [InlineData("2026-11-22T12:50:06Z", "2026-11-22T12:50:00Z", "2026-11-22T12:50:00Z")]
    public void Read_ClockOfTheClientIsWrong_ShiftedFrom55MinutesOn(string sentAt, string time, string expected)
    {
        string payload = $$"""{"header":{"sent_at":"{{sentAt}}"},"event":{"timestamp":"{{time}}","breadcrumbs":[{"timestamp":"{{time}}"}] } }""";

        CrashReport? report = SentryEventReader.Read(Encoding.UTF8.GetBytes(payload), Receipts.Default);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), report!.Time);
        Assert.Equal(report.Time, report.Breadcrumbs[0].Time);
    }

    [Fact]
    public void Read_IdInTheHeader_WinsOverTheEvents()
    {
        string payload = $$"""{"header":{"event_id":"{{Id}}"},"event":{"event_id":"00000000000000000000000000000001"} }""";

        Assert.Equal(Id, SentryEventReader.Read(Encoding.UTF8.GetBytes(payload), Receipts.Default)!.Id.ToString());
    }

    [Theory]
    [InlineData("""{"message":{"message":"a %s","formatted":"a 1","params":["1"]}}""")]
    [InlineData("""{"logentry":{"message":"a %s","formatted":"a 1","params":["1"]}}""")]
    public void Read_MessageAsObject_HasTemplateAndParameters(string json)
    {
        CrashMessage message = Read(json).Message!;

        Assert.Equal(("a 1", "a %s", "1"), (message.Text, message.Template, Assert.Single(message.Parameters)));
    }

    [Fact]
    public void Read_EveryFieldOfTheWrongType_CrashIsKeptAndEachIsNamed()
    {
        string[] fields =
        [
            "exception", "threads", "breadcrumbs", "tags", "contexts", "modules", "user", "sdk", "logentry", "level", "timestamp", "extra",
            "request", "fingerprint", "release", "environment", "server_name", "transaction", "dist", "platform", "logger", "event_id",
        ];
        string[] wrong = ["7", "\"x\"", "true", "[7]", "{\"x\":[{}]}", "[[[]]]", "1e999", "null", "{\"values\":7}", "{\"values\":[7,{}]}"];
        foreach (string value in wrong)
        {
            string json = $"{{{string.Join(',', fields.Select(field => $"\"{field}\":{value}"))}}}";

            CrashReport report = Read(json);

            Assert.True(value == "null" || report.Problems.Count > 0, $"Nobody noticed {value}.");
            Assert.NotNull(CrashDocumentReader.Read(CrashDocumentWriter.Write(report), Receipts.Default));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":7}""")]
    [InlineData("""{"event":{"level":"error"}""")]
    public void Read_NoEvent_IsNothing(string payload) => Assert.Null(SentryEventReader.Read(Encoding.UTF8.GetBytes(payload), Receipts.Default));

    private static CrashReport Read(string json)
    {
        CrashReport? report = SentryEventReader.Read(Encoding.UTF8.GetBytes($$$"""{"header":{"event_id":"{{{Id}}}"},"event":{{{json}}} }"""), Receipts.Default);
        Assert.NotNull(report);
        return report;
    }
}
