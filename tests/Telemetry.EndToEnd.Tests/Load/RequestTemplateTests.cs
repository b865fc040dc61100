using System.Globalization;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Testing.Load.Requests;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Load;

public sealed class RequestTemplateTests
{
    private const long Now = 1_790_000_000_000_000_000;

    [Fact]
    public void Write_Logs_EveryRecordHasItsIdsAndTimes()
    {
        var request = ExportLogsServiceRequest.Parser.ParseFrom(Filled(LogTemplates.Make(1, 1000)[0], 42_000));

        List<LogRecord> records = [.. request.ResourceLogs.Single().ScopeLogs.Single().LogRecords];
        Assert.Equal(Enumerable.Range(42_000, 1000), records.Select(record => RecordId(record.Attributes)));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (ulong)(Now + (i * 1000L))), records.Select(record => record.TimeUnixNano));
        Assert.Equal(1000, records.Select(record => record.TraceId).Distinct().Count());
        Assert.Equal(1000, records.Select(record => record.SpanId).Distinct().Count());
    }

    [Fact]
    public void Write_Logs_AreOfTheSizeThatIsPromised()
    {
        RequestTemplate template = LogTemplates.Make(1, 1000)[0];
        var request = ExportLogsServiceRequest.Parser.ParseFrom(Filled(template, 0));

        List<LogRecord> records = [.. request.ResourceLogs.Single().ScopeLogs.Single().LogRecords];
        Assert.InRange(template.Length / 1000, 380, 480);
        Assert.InRange(records.Average(record => record.Body.StringValue.Length), 150, 168);
    }

    [Fact]
    public void Write_LogsTwice_TokensDiffer()
    {
        RequestTemplate template = LogTemplates.Make(1, 1000)[0];
        var first = ExportLogsServiceRequest.Parser.ParseFrom(Filled(template, 0));
        var second = ExportLogsServiceRequest.Parser.ParseFrom(Filled(template, 1000));

        IEnumerable<string> tokens = Tokens(first).Concat(Tokens(second)).ToList();
        Assert.InRange(tokens.Count(), 400, 600);
        Assert.Equal(tokens.Count(), tokens.Distinct().Count());
    }

    [Fact]
    public void Write_Spans_FormTracesOfFive()
    {
        var request = ExportTraceServiceRequest.Parser.ParseFrom(Filled(SpanTemplates.Make(1, 100)[0], 700));

        List<Span> spans = [.. request.ResourceSpans.Single().ScopeSpans.Single().Spans];
        Assert.Equal(Enumerable.Range(700, 100), spans.Select(span => RecordId(span.Attributes)));
        Assert.All(spans.GroupBy(span => span.TraceId), trace =>
        {
            Span root = Assert.Single(trace, span => span.ParentSpanId.IsEmpty);
            Assert.Equal(4, trace.Count(span => span.ParentSpanId == root.SpanId));
        });
        Assert.All(spans, span => Assert.True(span.EndTimeUnixNano > span.StartTimeUnixNano));
        Assert.All(spans.SelectMany(span => span.Events), one => Assert.True(one.TimeUnixNano > Now));
    }

    [Fact]
    public void Take_Compressed_IsTheSameRequest()
    {
        var source = new RequestSource(LogTemplates.Make(2, 10), firstRequest: 5, count: 3);
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(source.Take(7, []).ToArray()), System.IO.Compression.CompressionMode.Decompress);

        var request = ExportLogsServiceRequest.Parser.ParseFrom(gzip);

        Assert.Equal(70, RecordId(request.ResourceLogs.Single().ScopeLogs.Single().LogRecords[0].Attributes));
    }

    private static byte[] Filled(RequestTemplate template, ulong firstRecordId)
    {
        byte[] bytes = new byte[template.Length];
        template.Write(bytes, firstRecordId, Now);
        return bytes;
    }

    private static int RecordId(IEnumerable<KeyValue> attributes) =>
        int.Parse(attributes.Single(pair => pair.Key == RequestTemplate.RecordIdKey).Value.StringValue, CultureInfo.InvariantCulture);

    private static List<string> Tokens(ExportLogsServiceRequest request) =>
    [
        .. from record in request.ResourceLogs.Single().ScopeLogs.Single().LogRecords
           let at = record.Body.StringValue.IndexOf(" id=", StringComparison.Ordinal)
           where at >= 0
           select record.Body.StringValue.Substring(at + 4, SentenceSource.TokenLength),
    ];
}
