using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Crashes.Otlp;
using Telemetry.Ingest.Worker.Tests.Crashes.Grouping;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Testing.Captures;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Otlp;

public sealed class OtlpCrashReaderTests
{
    private static readonly ProjectId Project = new(1);

    [Fact]
    public void Read_LogWithException_EverythingIsThere()
    {
        LogRecord log = new() { TimeUnixNano = 1795354743000000000, SeverityNumber = 21, Body = new AnyValue { StringValue = "export failed" } };
        log.TraceId = ByteString.CopyFrom(Convert.FromHexString("aa3bc5f8ca934d8696723859726cb9ff"));
        log.SpanId = ByteString.CopyFrom(Convert.FromHexString("8cb7191d3a96df20"));
        log.Attributes.Add(OtlpMessages.Attribute("exception.type", "photo.errors.CatalogError"));
        log.Attributes.Add(OtlpMessages.Attribute("exception.message", "no picture a"));
        log.Attributes.Add(OtlpMessages.Attribute("exception.stacktrace", RecordedCrashes.Content("checked/3.12/source/text")));
        log.Attributes.Add(OtlpMessages.Attribute("album", "7"));

        CrashReport report = Assert.Single(Read(log).Reports);

        Assert.Equal(("3.16.8", "production", "photo", "6d1b"), (report.Release, report.Environment, report.Service, report.InstallId));
        Assert.Equal(("aa3bc5f8ca934d8696723859726cb9ff", "8cb7191d3a96df20", CrashLevel.Fatal), (report.TraceId, report.SpanId, report.Level));
        Assert.Equal(["photo.errors.CatalogError", "KeyError"], report.Exceptions.Select(exception => exception.QualifiedType));
        Assert.Equal("find", report.Exceptions[1].Stack.Frames[^1].Function);
        Assert.Equal(("CPython", "3.12.1"), (report.Machine.RuntimeName, report.Machine.RuntimeVersion));
        Assert.Equal("export failed", report.Message!.Text);
        Assert.Contains(report.Contexts, context => context.Name == "attributes" && context.Values.Contains(new NamedText("album", "7")));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 13, 39, 3, TimeSpan.Zero), report.Time);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_NativeRecord_DocumentCountsAndTheResourceCompletesIt(bool hasEventName)
    {
        LogRecord log = new() { TimeUnixNano = 1795354743000000000, EventName = hasEventName ? "telemetry.crash" : "" };
        log.Body = new AnyValue { StringValue = """{"version":1,"id":"0192f0c1d2e34f5a8b9c0d1e2f3a4b5c","environment":"test","exceptions":[{"id":0,"type":"KeyError"}]}""" };
        if (!hasEventName)
        {
            log.Attributes.Add(OtlpMessages.Attribute("event.name", "telemetry.crash"));
        }

        CrashReport report = Assert.Single(Read(log).Reports);

        Assert.Equal("0192f0c1d2e34f5a8b9c0d1e2f3a4b5c", report.Id.ToString());
        Assert.Equal(("test", "3.16.8", "KeyError"), (report.Environment, report.Release, report.Exceptions[0].Type));
        Assert.Equal((1795354743, Receipts.Received), (report.Time.ToUnixTimeSeconds(), report.ReceivedAt));
    }

    [Fact]
    public void Read_NativeRecordThatIsNoJson_IsDroppedAndItsNeighbourIsNot()
    {
        LogRecord broken = new() { EventName = "telemetry.crash", Body = new AnyValue { StringValue = "{" } };
        LogRecord good = new() { EventName = "telemetry.crash", Body = new AnyValue { StringValue = "{}" } };

        CrashesRead crashes = Read(broken, good, new LogRecord { Body = new AnyValue { StringValue = "no crash" } });

        Assert.Equal([DropReason.Malformed, DropReason.Malformed], crashes.Drops);
        Assert.Single(crashes.Reports);
    }

    [Fact]
    public void Read_SameRecordTwice_HasTheSameIdAndAnotherProjectAnother()
    {
        LogRecord log = new() { Body = new AnyValue { StringValue = "x" } };
        log.Attributes.Add(OtlpMessages.Attribute("exception.type", "KeyError"));
        byte[] request = Request(log).ToByteArray();

        CrashId first = OtlpLogCrashReader.Read(request, Project, Receipts.Received).Reports[0].Id;

        Assert.Equal(first, OtlpLogCrashReader.Read(request, Project, Receipts.Received.AddDays(1)).Reports[0].Id);
        Assert.NotEqual(first, OtlpLogCrashReader.Read(request, new ProjectId(2), Receipts.Received).Reports[0].Id);
    }

    [Fact]
    public void Read_SpanEvents_OnlyExceptionsAndEachIsOne()
    {
        Span span = new() { Name = "export", TraceId = ByteString.CopyFrom(new byte[15].Append((byte)1).ToArray()), SpanId = ByteString.CopyFrom(new byte[7].Append((byte)1).ToArray()) };
        span.Events.Add(ExceptionEvent("exception"));
        span.Events.Add(ExceptionEvent("exception"));
        span.Events.Add(ExceptionEvent("retry"));
        ExportTraceServiceRequest request = new() { ResourceSpans = { new ResourceSpans { Resource = Resource(), ScopeSpans = { new ScopeSpans { Spans = { span } } } } } };

        IReadOnlyList<CrashReport> reports = OtlpSpanCrashReader.Read(request.ToByteArray(), Project, Receipts.Received).Reports;

        Assert.Equal(2, reports.Count);
        Assert.NotEqual(reports[0].Id, reports[1].Id);
        Assert.All(reports, report => Assert.Equal(("export", "3.16.8", true), (report.Transaction, report.Release, report.IsUnhandled)));
        Assert.All(reports, report => Assert.Equal("00000000000000000000000000000001", report.TraceId));
    }

    [Fact]
    public void Read_CapturesOfOpenTelemetryPython_TheirExceptionsAreFound()
    {
        List<CrashReport> logs = [.. OtlpCaptures.Of(Signal.Logs).SelectMany(capture => OtlpLogCrashReader.Read(capture.ParseLogs().ToByteArray(), Project, Receipts.Received).Reports)];
        List<CrashReport> spans = [.. OtlpCaptures.Of(Signal.Spans).SelectMany(capture => OtlpSpanCrashReader.Read(capture.ParseSpans().ToByteArray(), Project, Receipts.Received).Reports)];

        Assert.NotEmpty(logs.Concat(spans));
        Assert.All(logs.Concat(spans), report => Assert.NotNull(report.Exceptions[0].Type));
    }

    [Fact]
    public void Read_StackOfAnotherLanguage_IsKeptAsText()
    {
        LogRecord log = new();
        log.Attributes.Add(OtlpMessages.Attribute("exception.type", "TypeError"));
        log.Attributes.Add(OtlpMessages.Attribute("exception.stacktrace", "TypeError: x\n    at f (a.js:1:2)"));

        CrashReport report = Assert.Single(Read(log).Reports);

        Assert.Empty(report.Exceptions[0].Stack.Frames);
        Assert.Contains(report.Contexts, context => context.Name == "stacktrace" && context.Values[0].Text.Contains("a.js:1:2", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_EveryPrefixAndEveryFlippedByte_NeverThrows()
    {
        LogRecord log = new() { EventName = "telemetry.crash", Body = new AnyValue { StringValue = "{\"version\":1}" } };
        log.Attributes.Add(OtlpMessages.Attribute("exception.type", "KeyError"));
        byte[] request = Request(log).ToByteArray();
        for (int i = 0; i < request.Length; i++)
        {
            OtlpLogCrashReader.Read(request.AsSpan(0, i), Project, Receipts.Received);
            byte[] flipped = [.. request];
            flipped[i] ^= 0xFF;
            Assert.NotNull(OtlpLogCrashReader.Read(flipped, Project, Receipts.Received));
            Assert.NotNull(OtlpSpanCrashReader.Read(flipped, Project, Receipts.Received));
        }
    }

    private static Span.Types.Event ExceptionEvent(string name)
    {
        Span.Types.Event message = new() { Name = name, TimeUnixNano = 1795354743000000000 };
        message.Attributes.Add(OtlpMessages.Attribute("exception.type", "KeyError"));
        message.Attributes.Add(OtlpMessages.Attribute("exception.escaped", "true"));
        return message;
    }

    private static CrashesRead Read(params LogRecord[] logs) => OtlpLogCrashReader.Read(Request(logs).ToByteArray(), Project, Receipts.Received);

    private static ExportLogsServiceRequest Request(params LogRecord[] logs) =>
        new() { ResourceLogs = { new ResourceLogs { Resource = Resource(), ScopeLogs = { new ScopeLogs { LogRecords = { logs } } } } } };

    private static Resource Resource()
    {
        Resource resource = new();
        (string Name, string Text)[] facts =
        [
            ("service.name", "photo"), ("service.version", "3.16.8"), ("deployment.environment.name", "production"), ("app.installation.id", "6d1b"),
            ("process.runtime.name", "CPython"), ("process.runtime.version", "3.12.1"), ("telemetry.sdk.name", "opentelemetry"), ("telemetry.sdk.language", "python"),
        ];
        resource.Attributes.Add(facts.Select(fact => OtlpMessages.Attribute(fact.Name, fact.Text)));
        return resource;
    }
}
