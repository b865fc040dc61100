using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using Telemetry.Ingest.Worker.Sessions;
using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sessions;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Sessions;

/// <summary>Sessions in our own format (docs/session-format.md).</summary>
public sealed class OtlpSessionTests(EngineFixture engine)
{
    private const string Id = "0192f0c1d2e34f5a8b9c0d1e2f3a4b5c";

    private const string Whole = """
        {"version":1,"id":"0192F0C1-d2e3-4f5a-8b9c-0d1e2f3a4b5c","install_id":"6d1bd1bc272c45019dd3f756237f2486","sequence":3,"state":"crashed","mechanism":"segfault",
         "started":"2026-11-23T13:00:00.5Z","time":"2026-11-23T13:00:13Z","duration_seconds":12.5,"errors":2,"release":"photo@3.16.8","previous_release":"photo@3.16.7","environment":"production",
         "service":"photo","user_id":"u1234","kind":"desktop","consent":"granted","packaging":"pyinstaller","exit_code":-11,"sdk":{"name":"telemetry-sdk","version":"0.1.0"}}
        """;

    private static readonly string[] Wrong = ["null", "true", "-1", "1e308", "99999999999999999999", "\"\"", "\"a\\u0000b\\ud800\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", "[]", "{}", "[null,1,{}]"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handle_WholeDocument_IsARow()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Frame(Whole)]));

        Assert.Equal(
            [$"{Id} 6d1bd1bc272c45019dd3f756237f2486 3 crashed segfault 2026-11-23 13:00:00.500000000 2026-11-23 13:00:13.000000000 12500000000 2 photo 3.16.8 3.16.7 production u1234 desktop granted pyinstaller -11 telemetry-sdk 0.1.0 1 0 0 1"],
            await RowsAsync(worker));
        Assert.Equal(["7 70 sessions stored - 1"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_DocumentLeavesMuchOut_TheResourceSaysIt()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        byte[] request = new LogsRequestBuilder().WithResource("session.id", Id).WithResource("app.installation.id", "i7").WithResource("deployment.environment.name", "beta")
            .WithResource("telemetry.sdk.name", "s").WithResource("telemetry.sdk.version", "1").WithRecords(1, record => Change(record, """{"version":1,"duration_seconds":2}""")).ToBytes();

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Frame(request, 1)]));

        Assert.Equal(
            [$"{Id} i7 {1_795_435_200_000} ok - 2026-11-23 11:59:58.000000000 2026-11-23 12:00:00.000000000 2000000000 0 shop 1.4.0 - beta - - - - - s 1 1 0 0 0"],
            await RowsAsync(worker));
    }

    // Whatever the order in which a session is told about, and however often: the largest sequence is the last word, even if it says that the session goes on.
    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(2, 3, 0, 1, 3)]
    public async Task Handle_ToldInAnyOrder_TheLargestSequenceCounts(params int[] order)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        string[] told = [Told(1, "ok", 0), Told(2, "abnormal", 0), Told(3, "ok", 1), Told(4, "exited", 3)];

        foreach (int one in order)
        {
            await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Frame(told[one])]));
        }

        // Ended well, with errors on the way.
        Assert.Contains(" 4 exited - ", Assert.Single(await RowsAsync(worker)), StringComparison.Ordinal);
        Assert.EndsWith(" 1 1 0 0", Assert.Single(await RowsAsync(worker)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok", 0, "1 0 0 0")]
    [InlineData("exited", 0, "1 0 0 0")]
    [InlineData("exited", 1, "1 1 0 0")]
    [InlineData("errored", 0, "1 1 0 0")]
    [InlineData("abnormal", 5, "1 0 1 0")]
    [InlineData("crashed", 0, "1 0 0 1")]
    public async Task Handle_State_IsOneOfTheSums(string state, int errors, string sums)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Frame(Told(1, state, errors))]));

        Assert.EndsWith(" " + sums, Assert.Single(await RowsAsync(worker)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("", "malformed")]
    [InlineData("{\"id\":\"0192f0c1d2e34f5a8b9c0d1e2f3a4b5c\"", "malformed")]
    [InlineData("{\"id\":\"00000000000000000000000000000000\"}", "malformed")]
    [InlineData("{\"id\":\"not hex\"}", "malformed")]
    [InlineData("{\"id\":\"0192f0c1d2e34f5a8b9c0d1e2f3a4b5c\",\"user_id\":\"LONG\"}", "too_large")]
    public async Task Handle_DocumentThatIsNoSession_IsCountedAndItsNeighbourIsKept(string document, string reason)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        byte[] request = new LogsRequestBuilder().WithRecords(1, record => Change(record, document.Replace("LONG", new string('x', 70_000), StringComparison.Ordinal))).WithRecords(1, record => Change(record, Whole)).ToBytes();

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Frame(request, 2)]));

        Assert.Equal([$"7 70 sessions dropped {reason} 1", "7 70 sessions stored - 1"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_LongTextsAndNul_AreCutAndMadeVisible()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(Lane.Sessions, [Frame($$"""{"id":"{{Id}}","user_id":"a\u0000b","environment":"{{new string('e', 1000)}}","mechanism":"{{new string('m', 1000)}}"}""")]));

        string row = Assert.Single(await RowsAsync(worker));
        Assert.Contains(" a␀b ", row, StringComparison.Ordinal);
        Assert.Contains($" {new string('e', 199)}… ", row, StringComparison.Ordinal);
        Assert.Contains($" {new string('m', 63)}… ", row, StringComparison.Ordinal);
    }

    // Only a document without an id is no session.
    [Fact]
    public void Read_WrongTypeInEveryField_TheRestIsKept()
    {
        JsonObject whole = JsonNode.Parse(Whole)!.AsObject();
        foreach (string field in whole.Select(pair => pair.Key).Append("sdk/name"))
        {
            foreach (string wrong in Wrong)
            {
                SessionsRead read = SessionPayload.Read(Frame(With(whole, field, wrong)));
                Assert.True(field == "id" ? read.Drops is [DropReason.Malformed] : read is { Rows: [{ SessionId: Id }], Drops: [] }, $"{field} = {wrong}");
                Assert.All(read.Rows, row => Assert.InRange(row.Started, 0, (long)Frames.ReceivedAt.AddDays(1).UnixNanoseconds()));
            }
        }
    }

    [Fact]
    public void Read_MutatedBytes_IsASessionOrADrop()
    {
        byte[] document = Encoding.UTF8.GetBytes(Whole);
        byte[] request = new LogsRequestBuilder().WithRecords(2, record => Change(record, Whole)).ToBytes();
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 2]).Array[1, 6]).Sample(
            (whole, edits) =>
            {
                IntakeFrame frame = whole ? Frame(edits.Aggregate(request, Mutate), 2) : Frame(new LogsRequestBuilder().WithRecords(1, record => record.Body = new AnyValue { BytesValue = ByteString.CopyFrom(edits.Aggregate(document, Mutate)) }).ToBytes(), 1);
                SessionsRead read = SessionPayload.Read(frame);
                return whole || read.Rows.Count + read.Drops.Count == 1;
            },
            iter: 20_000,
            threads: 1);
    }

    private static byte[] Mutate(byte[] bytes, (int At, byte Value, int Kind) edit)
    {
        int at = edit.At % Math.Max(1, bytes.Length);
        return edit.Kind switch
        {
            0 => [.. bytes[..at], edit.Value, .. bytes.Skip(at + 1)],
            1 => [.. bytes[..at], .. bytes.Skip(at + 1 + edit.Value)],
            _ => [.. bytes[..at], edit.Value, .. bytes[at..]],
        };
    }

    private static string With(JsonObject whole, string field, string value)
    {
        const string Mark = "in-the-place-of-this";
        JsonObject changed = whole.DeepClone().AsObject();
        string[] steps = field.Split('/');
        (steps.Length == 1 ? changed : changed[steps[0]]!.AsObject())[steps[^1]] = Mark;
        // The escape of half a surrogate pair would not survive a JSON library.
        return changed.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    private static string Told(int sequence, string state, int errors) =>
        $$"""{"version":1,"id":"{{Id}}","sequence":{{sequence}},"state":"{{state}}","errors":{{errors}},"started":"2026-11-23T13:00:00Z","time":"2026-11-23T13:0{{sequence}}:00Z"}""";

    private static void Change(OpenTelemetry.Proto.Logs.V1.LogRecord record, string document)
    {
        record.EventName = "telemetry.session";
        record.Body = new AnyValue { StringValue = document };
    }

    private static IntakeFrame Frame(string document) => Frame(new LogsRequestBuilder().WithRecords(1, record => Change(record, document)).ToBytes(), 1);

    private static IntakeFrame Frame(byte[] request, int items) => Frames.Of(Signal.Sessions, [(byte)SessionEncoding.OtlpLogs, .. request], items);

    private static async Task<string[]> RowsAsync(WorkerHost worker)
    {
        var rows = await worker.Endpoint.QueryAsync(
            """
            SELECT arrayStringConcat(arrayMap(x -> if(x = '', '-', x), [SessionId, InstallId, toString(Version), Status, AbnormalMechanism, toString(toTimeZone(Started, 'UTC')), toString(toTimeZone(Timestamp, 'UTC')),
                toString(Duration), toString(Errors), ServiceName, Release, PreviousRelease, Environment, UserId, Kind, Consent, Packaging, ifNull(toString(ExitCode), ''), SdkName, SdkVersion,
                toString(Sessions), toString(Errored), toString(Abnormal), toString(Crashed)]), ' ') AS line
            FROM sessions FINAL ORDER BY line
            """,
            Token);
        return [.. rows.Select(row => row.GetProperty("line").GetString() ?? "")];
    }
}
