using System.Net;
using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Otlp.Own;
using Telemetry.Ingest.Gateway.Tests.Fuzzing;
using Telemetry.Ingest.Gateway.Tests.Otlp.Json;
using Telemetry.Ingest.Gateway.Tests.Sentry;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Sessions;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

/// <summary>Sessions and loss reports come as log records, and go another way.</summary>
public sealed class OwnRecordsTests
{
    private const string Losses = """
        {"version":1,"session_id":"aa","items":[{"signal":"logs","reason":"queue_full","count":12},{"signal":"logs","reason":"queue_full","count":3},{"signal":"crashes","reason":"consent","count":1},
         {"signal":"spans","reason":"too_old","count":2},{"signal":"spans","reason":"exit","count":1},{"signal":"sessions","reason":"of the next version","count":4},{"signal":"logs","reason":"sample","count":-1},7]}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_SessionAndLossAmongLogs_EachGoesItsWay(bool isJson)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        ExportLogsServiceRequest request = new LogsRequestBuilder()
            .WithRecords(3)
            .WithRecords(1, record => Own(record, "telemetry.session", "{\"version\":1}"))
            .WithRecords(1, record => Own(record, "telemetry.loss", Losses))
            .WithRecords(1, record => Own(record, "telemetry.crash", "{\"version\":1}"))
            .Build();
        byte[] body = isJson ? OtlpJsonWriter.Write(request) : request.ToByteArray();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", body, isJson ? "application/json" : "application/x-protobuf");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        IntakeFrame session = Assert.Single(await host.ReceiveAsync(Lane.Sessions));
        Assert.Equal((Signal.Sessions, 1, (byte)SessionEncoding.OtlpLogs), (session.Signal, session.ItemCount, session.Payload.Span[0]));
        ResourceLogs copy = Assert.Single(ExportLogsServiceRequest.Parser.ParseFrom(session.Payload.Span[1..]).ResourceLogs);
        Assert.Equal((request.ResourceLogs[0].Resource, request.ResourceLogs[0].ScopeLogs[0].LogRecords[3]), (copy.Resource, Assert.Single(copy.ScopeLogs[0].LogRecords)));
        IntakeFrame logs = Assert.Single(await host.ReceiveAsync(Lane.Logs));
        Assert.Equal(4, logs.ItemCount);
        Assert.Equal(["", "", "", "telemetry.crash"], ExportLogsServiceRequest.Parser.ParseFrom(logs.Payload.Span).ResourceLogs[0].ScopeLogs[0].LogRecords.Select(record => record.EventName));
        Assert.Equal(1, Assert.Single(await host.ReceiveAsync(Lane.Crashes)).ItemCount);
        Assert.Equal(
            ["crashes client_without_consent 1", "logs client_queue_overflow 15", "sessions client_other 4", "spans client_exited 1", "spans client_too_old 2"], await host.DropsAsync(23));
    }

    [Fact]
    public async Task Post_SessionsOnly_NothingIsALog()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage sessions = await host.PostAsync("/v1/logs", new LogsRequestBuilder().WithRecords(2, record => Own(record, "", "{}", attribute: "telemetry.session")).Build());
        using HttpResponseMessage logs = await host.PostAsync("/v1/logs", new LogsRequestBuilder().WithRecords(5).Build());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (sessions.StatusCode, logs.StatusCode));
        Assert.Equal(2, Assert.Single(await host.ReceiveAsync(Lane.Sessions)).ItemCount);
        Assert.Equal(5, Assert.Single(await host.ReceiveAsync(Lane.Logs)).ItemCount);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"items\":7}")]
    [InlineData("")]
    public async Task Post_LossThatIsNone_IsMalformedAndItsNeighbourIsKept(string body)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", new LogsRequestBuilder().WithRecords(1, record => Own(record, "telemetry.loss", body)).WithRecords(1).Build());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["others malformed 1"], await host.DropsAsync(1));
        Assert.Equal(1, Assert.Single(await host.ReceiveAsync(Lane.Logs)).ItemCount);
    }

    [Fact]
    public async Task Post_QueueIsFull_SessionsAreRefusedWithTheirRequest()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Queue:MaxBytes", "65536"));

        using HttpResponseMessage response = await host.PostAsync(
            "/v1/logs", new LogsRequestBuilder().WithRecords(1000, record => Own(record, "telemetry.session", "{}")).WithRecords(7).WithRecords(1, record => Own(record, "telemetry.loss", Losses)).Build());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        // The loss report is not booked: its client sends it again.
        Assert.Equal(["logs queue_unavailable 7", "sessions queue_unavailable 1000"], await host.DropsAsync(1007));
    }

    // Found by its attribute alone, as by clients whose library knows no event names.
    [Fact]
    public async Task Post_CrashByAttribute_IsInItsLane()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("/v1/logs", new LogsRequestBuilder().WithRecords(1, record => Own(record, "", "{}", attribute: "telemetry.crash")).WithRecords(2).Build());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, Assert.Single(await host.ReceiveAsync(Lane.Crashes)).ItemCount);
    }

    [Fact]
    public void Split_AnyRequest_EveryRecordIsInExactlyOnePart()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            ExportLogsServiceRequest request = RandomLogs(new Random(seed));
            (ExportLogsServiceRequest others, ExportLogsServiceRequest sessions, OwnRecords parts) = Split(request.ToByteArray());

            LogRecord[] all = Records(request);
            Assert.Equal(all.Where(record => KindOf(record) is not ("telemetry.session" or "telemetry.loss")), Records(others));
            Assert.Equal(all.Where(record => KindOf(record) == "telemetry.session"), Records(sessions));
            Assert.Equal((Records(others).Length, Records(sessions).Length), (parts.OtherItems, parts.SessionItems));
            Assert.Equal(all.Count(record => KindOf(record) == "telemetry.loss"), parts.Losses.Count);
        }
    }

    [Fact]
    public void Split_MutatedRequests_NothingIsLostAndBothPartsAreSound()
    {
        byte[][] seeds = [.. Enumerable.Range(0, 30).Select(seed => RandomLogs(new Random(seed)).ToByteArray())];
        int sound = 0;
        for (int seed = 0; seed < 50_000; seed++)
        {
            byte[] request = new Mutator(seed).Mutate(seeds);
            WalkResult walk = OtlpWalker.Walk(request, Signal.Logs);
            if (walk.Error is not null)
            {
                continue;
            }

            sound++;
            using var parts = new OwnRecords(new IntakeBudget(long.MaxValue), request.Length);
            parts.Split(request);
            Assert.True(
                OtlpWalker.Walk(parts.Others.Written.Span, Signal.Logs) == new WalkResult(parts.OtherItems, null)
                && OtlpWalker.Walk(parts.Sessions.Written.Span[1..], Signal.Logs) == new WalkResult(parts.SessionItems, null)
                && parts.OtherItems + parts.SessionItems <= walk.Items,
                $"Seed {seed}: {Convert.ToHexString(request)}");
        }

        Assert.InRange(sound, 5_000, 50_000);
    }

    [Theory]
    [InlineData("telemetry.sdk.name telemetry.crash", (int)OwnEvents.Crash)]
    [InlineData("telemetry.telemetry.session", (int)OwnEvents.Session)]
    [InlineData("telemetry.losstelemetry.sessio", (int)OwnEvents.Loss)]
    [InlineData("telemetry. and telemetry.cras", (int)OwnEvents.None)]
    [InlineData("telemetry.", (int)OwnEvents.None)]
    public void Find_Words_AreFound(string text, int expected) => Assert.Equal((OwnEvents)expected, OwnEventWords.Find(Encoding.UTF8.GetBytes(text)));

    private static void Own(LogRecord record, string eventName, string body, string? attribute = null)
    {
        record.EventName = eventName;
        record.Body = new() { StringValue = body };
        if (attribute is not null)
        {
            record.Attributes.Add("event.name", attribute);
        }
    }

    /// <summary>By its event name, or its attribute.</summary>
    private static string KindOf(LogRecord record)
    {
        string[] names = [record.EventName, .. record.Attributes.Where(pair => pair.Key == "event.name").Select(pair => pair.Value.StringValue)];
        return Array.Find(["telemetry.crash", "telemetry.session", "telemetry.loss"], names.Contains) ?? "";
    }

    private static LogRecord[] Records(ExportLogsServiceRequest request) => [.. request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords)];

    private static (ExportLogsServiceRequest Others, ExportLogsServiceRequest Sessions, OwnRecords Parts) Split(byte[] request)
    {
        using var parts = new OwnRecords(new IntakeBudget(long.MaxValue), request.Length);
        parts.Split(request);
        return (ExportLogsServiceRequest.Parser.ParseFrom(parts.Others.Written.Span), ExportLogsServiceRequest.Parser.ParseFrom(parts.Sessions.Written.Span[1..]), parts);
    }

    private static ExportLogsServiceRequest RandomLogs(Random random)
    {
        var request = new ExportLogsServiceRequest();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            request.MergeFrom(new LogsRequestBuilder().WithResource("telemetry.sdk.name", "x").WithRecords(random.Next(5), record => Randomise(record, random)).Build());
        }

        return request;
    }

    private static void Randomise(LogRecord record, Random random)
    {
        string[] names = ["", "", "telemetry.session", "telemetry.loss", "telemetry.crash", "other"];
        // A report with nothing in it that counts is one malformed item, so that reports can be counted.
        Own(record, names[random.Next(names.Length)], "x", random.Next(3) == 0 ? names[random.Next(names.Length)] : null);
    }
}
