using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Otlp.Json;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Telemetry.Testing.Otlp;
using Xunit;
using static Telemetry.Ingest.Gateway.Tests.Otlp.Json.Transcoding;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Json;

public sealed class JsonTranscoderTests
{
    [Fact]
    public void Transcode_CaptureOfNode_EqualsGoogleProtobuf()
    {
        OtlpCapture capture = OtlpCaptures.All.Single(capture => capture.IsJson);

        Assert.Equal(capture.ParseLogs(), Read(ExportLogsServiceRequest.Parser, capture.DecodedBody(), Signal.Logs));
    }

    [Fact]
    public void Transcode_EveryFieldOfALogRecord_IsKept()
    {
        LogRecord record = ReadRecord("""
            "timeUnixNano":"1795356599044000001","observedTimeUnixNano":1795356599044000002,"severityNumber":17,"severityText":"ERROR",
            "body":{"stringValue":"disk full"},"attributes":[{"key":"a","value":{"intValue":"-7"}},{"key":"b"}],"droppedAttributesCount":3,
            "flags":4294967295,"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174","eventName":"disk.full"
            """);

        Assert.Equal(
            new LogRecord
            {
                TimeUnixNano = 1795356599044000001,
                ObservedTimeUnixNano = 1795356599044000002,
                SeverityNumber = 17,
                SeverityText = "ERROR",
                Body = new AnyValue { StringValue = "disk full" },
                Attributes = { new KeyValue { Key = "a", Value = new AnyValue { IntValue = -7 } }, new KeyValue { Key = "b" } },
                DroppedAttributesCount = 3,
                Flags = uint.MaxValue,
                TraceId = OtlpValues.Hex("5B8EFFF798038103D269B633813FC60C"),
                SpanId = OtlpValues.Hex("EEE19B7EC3C1B174"),
                EventName = "disk.full",
            },
            record);
    }

    [Fact]
    public void Transcode_EveryFieldOfASpan_IsKept()
    {
        ExportTraceServiceRequest request = Read(
            ExportTraceServiceRequest.Parser,
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}],"droppedAttributesCount":1},
            "scopeSpans":[{"scope":{"name":"s","version":"1","attributes":[{"key":"k","value":{"boolValue":false}}],"droppedAttributesCount":2},
            "spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","traceState":"a=b","parentSpanId":"eee19b7ec3c1b173",
            "name":"GET","kind":2,"startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":[],"droppedAttributesCount":3,
            "events":[{"timeUnixNano":"3","name":"exception","attributes":[{"key":"k","value":{"doubleValue":0.5}}],"droppedAttributesCount":4}],
            "droppedEventsCount":5,"links":[{"traceId":"5b8efff798038103d269b633813fc60d","spanId":"eee19b7ec3c1b175","traceState":"c=d",
            "attributes":[],"droppedAttributesCount":6,"flags":7}],"droppedLinksCount":8,"status":{"message":"no","code":2},"flags":257}],
            "schemaUrl":"u1"}],"schemaUrl":"u2"}]}
            """u8.ToArray(),
            Signal.Spans);

        var expected = new Span
        {
            TraceId = OtlpValues.Hex("5b8efff798038103d269b633813fc60c"),
            SpanId = OtlpValues.Hex("eee19b7ec3c1b174"),
            TraceState = "a=b",
            ParentSpanId = OtlpValues.Hex("eee19b7ec3c1b173"),
            Name = "GET",
            Kind = Span.Types.SpanKind.Server,
            StartTimeUnixNano = 1,
            EndTimeUnixNano = 2,
            DroppedAttributesCount = 3,
            Events = { new Span.Types.Event { TimeUnixNano = 3, Name = "exception", DroppedAttributesCount = 4, Attributes = { OtlpValues.Pair("k", 0.5) } } },
            DroppedEventsCount = 5,
            Links =
            {
                new Span.Types.Link
                {
                    TraceId = OtlpValues.Hex("5b8efff798038103d269b633813fc60d"),
                    SpanId = OtlpValues.Hex("eee19b7ec3c1b175"),
                    TraceState = "c=d",
                    DroppedAttributesCount = 6,
                    Flags = 7,
                },
            },
            DroppedLinksCount = 8,
            Status = new Status { Message = "no", Code = Status.Types.StatusCode.Error },
            Flags = 257,
        };
        ResourceSpans resource = Assert.Single(request.ResourceSpans);
        Assert.Equal((1U, "u2"), (resource.Resource.DroppedAttributesCount, resource.SchemaUrl));
        ScopeSpans scope = Assert.Single(resource.ScopeSpans);
        Assert.Equal(("s", "1", 2U, "u1"), (scope.Scope.Name, scope.Scope.Version, scope.Scope.DroppedAttributesCount, scope.SchemaUrl));
        Assert.Equal(OtlpValues.Pair("k", false), Assert.Single(scope.Scope.Attributes));
        Assert.Equal(expected, Assert.Single(scope.Spans));
    }

    [Fact]
    public void Transcode_BuiltRequests_EqualGoogleProtobuf() =>
        Assert.All(Enumerable.Range(1, 50), number =>
        {
            ExportLogsServiceRequest request = RandomRequest.Logs(number);

            Assert.Equal(request, Read(ExportLogsServiceRequest.Parser, OtlpJsonWriter.Write(request), Signal.Logs));
        });

    [Fact]
    public void Transcode_Metrics_KeepsTheNumberOfPoints()
    {
        using var output = new IntakeBuffer(new IntakeBudget(long.MaxValue), 1000);

        IntakeAnswer? refusal = JsonTranscoder.Transcode(
            """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"a","gauge":{"dataPoints":[{"asInt":"1"},{"asDouble":2}]}},
            {"histogram":{"dataPoints":[{"bucketCounts":["1"],"explicitBounds":[1.5]}],"aggregationTemporality":2}}]}]}]}
            """u8,
            Signal.Metrics,
            output);

        Assert.Null(refusal);
        Assert.Equal(3, OtlpWalker.Walk(output.Written.Span, Signal.Metrics).Items);
        Assert.Equal(2, ExportMetricsServiceRequest.Parser.ParseFrom(output.Written.Span).ResourceMetrics[0].ScopeMetrics[0].Metrics.Count);
    }

    [Theory]
    [InlineData("""{"resource_logs":[{"scope_logs":[{"log_records":[{"severity_text":"x"}]}]}]}""")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityText":"x","flags":null,"attributes":null,"body":null,"new":{"a":[1,{}]}}]}]}],"later":[[]]}""")]
    [InlineData("""  { "resourceLogs" : [ { "scopeLogs" : [ { "logRecords" : [ { "severity\u0054ext" : "x" } ] } ] } ] }  """)]
    public void Transcode_WaysToWriteTheSame_AreTheSame(string json) =>
        Assert.Equal(ReadRecord("\"severityText\":\"x\""), ReadLogs(json).ResourceLogs[0].ScopeLogs[0].LogRecords[0]);

    [Fact]
    public void Transcode_ByteOrderMark_IsPassedOver() => Assert.Empty(ReadLogs("\uFEFF{}").ResourceLogs);

    [Fact]
    public void Transcode_Unicode_IsKept() =>
        Assert.Equal("hé☃😀\"\\/\b\f\n\r\t☃😀", ReadBody("""{"stringValue":"hé☃😀\"\\\/\b\f\n\r\t\u2603\uD83D\uDE00"}""").StringValue);

    [Theory]
    [InlineData("""cut \ud83d""", "cut \uFFFD")]
    [InlineData("""\ude00\ud83d\ud83d\ude00!""", "\uFFFD\uFFFD😀!")]
    [InlineData("""\ud83d\u0041""", "\uFFFDA")]
    public void Transcode_HalfASurrogatePair_IsReplaced(string escaped, string expected) =>
        Assert.Equal(expected, ReadBody($$"""{"stringValue":"{{escaped}}"}""").StringValue);

    [Fact]
    public void Transcode_InvalidUtf8_IsReplaced()
    {
        byte[] json = [.. """{"resourceLogs":[{"schemaUrl":"a"""u8, 0xc3, .. "b\\n\"}]}"u8];

        Assert.Equal("a\uFFFDb\n", Read(ExportLogsServiceRequest.Parser, json, Signal.Logs).ResourceLogs[0].SchemaUrl);
    }

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("\"-9223372036854775808\"", long.MinValue)]
    [InlineData("1e3", 1000)]
    [InlineData("\"1.5e1\"", 15)]
    [InlineData("-0.0", 0)]
    public void Transcode_Integers_AreExact(string text, long expected) => Assert.Equal(expected, ReadBody($$"""{"intValue":{{text}}}""").IntValue);

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("\"-1e308\"", -1e308)]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("1e-999", 0)]
    public void Transcode_Doubles_AreExact(string text, double expected) => Assert.Equal(expected, ReadBody($$"""{"doubleValue":{{text}}}""").DoubleValue);

    [Theory]
    [InlineData("AAH+/w==")]
    [InlineData("AAH+/w")]
    [InlineData("AAH-_w")]
    [InlineData("""AAH+\/w==""")]
    public void Transcode_Base64_IsDecoded(string text) =>
        Assert.Equal([0x00, 0x01, 0xfe, 0xff], ReadBody($$"""{"bytesValue":"{{text}}"}""").BytesValue.ToByteArray());

    [Fact]
    public void Transcode_EnumNames_AreUnderstood() => Assert.Equal(18, ReadRecord("\"severityNumber\":\"SEVERITY_NUMBER_ERROR2\"").SeverityNumber);

    [Fact]
    public void Transcode_ZeroInAValue_IsAValue() => Assert.Equal(AnyValue.ValueOneofCase.IntValue, ReadBody("""{"intValue":0}""").ValueCase);

    [Fact]
    public void Transcode_NullInAnArray_IsAnEmptyValue() =>
        Assert.Equal([new AnyValue(), new AnyValue { IntValue = 1 }], ReadBody("""{"arrayValue":{"values":[null,{"intValue":1}]}}""").ArrayValue.Values);

    [Theory]
    [InlineData("\"timeUnixNano\":\"-1\"", "Malformed: timeUnixNano is not a valid value, at line 1, byte 63.")]
    [InlineData("\"timeUnixNano\":18446744073709551616", "Malformed: timeUnixNano is not a valid value, at line 1, byte 63.")]
    [InlineData("\"timeUnixNano\":1.5", "Malformed: timeUnixNano is not a valid value, at line 1, byte 63.")]
    [InlineData("\"timeUnixNano\":\"\"", "Malformed: timeUnixNano is not a valid value, at line 1, byte 63.")]
    [InlineData("\"timeUnixNano\":true", "Malformed: timeUnixNano has the wrong type, at line 1, byte 63.")]
    [InlineData("\n\"flags\":4294967296", "Malformed: flags is not a valid value, at line 2, byte 9.")]
    [InlineData("\n\"flags\":-1", "Malformed: flags is not a valid value, at line 2, byte 9.")]
    [InlineData("\n\"severityNumber\":2147483648", "Malformed: severityNumber is not a valid value, at line 2, byte 18.")]
    [InlineData("\n\"severityNumber\":\"LOUD\"", "Malformed: severityNumber is not a valid value, at line 2, byte 18.")]
    [InlineData("\n\"traceId\":\"xyz\"", "Malformed: traceId is not a valid value, at line 2, byte 11.")]
    [InlineData("\n\"traceId\":12", "Malformed: traceId is not a valid value, at line 2, byte 11.")]
    [InlineData("\n\"severityText\":1", "Malformed: severityText is not a string, at line 2, byte 16.")]
    [InlineData("\n\"body\":\"text\"", "Malformed: body is not an object, at line 2, byte 8.")]
    [InlineData("\n\"attributes\":{}", "Malformed: attributes is not an array, at line 2, byte 14.")]
    [InlineData("\n\"attributes\":[null]", "Malformed: attributes is not an object, at line 2, byte 15.")]
    [InlineData("\n\"body\":{\"doubleValue\":1e999}", "Malformed: doubleValue is not a valid value, at line 2, byte 23.")]
    [InlineData("\n\"body\":{\"boolValue\":\"true\"}", "Malformed: boolValue is not true or false, at line 2, byte 21.")]
    [InlineData("\n\"body\":{\"bytesValue\":\"a\"}", "Malformed: bytesValue is not base64, at line 2, byte 22.")]
    [InlineData("\n\"body\":{\"intValue\":\"9223372036854775808\"}", "Malformed: intValue is not a valid value, at line 2, byte 20.")]
    [InlineData("\n\"body\":{,}", "Malformed: Not valid JSON, at line 2, byte 9.")]
    public void Transcode_WrongValue_SaysWhatAndWhere(string fields, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => ReadRecord(fields)).Message);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}{}")]
    [InlineData("{}x")]
    [InlineData("{\"resourceLogs\":[")]
    [InlineData("{\"resourceLogs\":[{}]")]
    [InlineData("{'resourceLogs':[]}")]
    [InlineData("{\"resourceLogs\":[],}")]
    public void Transcode_NotARequest_IsRefused(string json) =>
        Assert.StartsWith("Malformed: ", Assert.Throws<FormatException>(() => ReadLogs(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(30, true)]
    [InlineData(10_000, false)]
    public void Transcode_NestedValues_AreBounded(int depth, bool isAccepted)
    {
        string nested = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", depth)) + string.Concat(Enumerable.Repeat("]}}", depth));

        if (isAccepted)
        {
            Assert.NotNull(ReadBody(nested));
        }
        else
        {
            Assert.StartsWith("TooDeep: ", Assert.Throws<FormatException>(() => ReadBody(nested)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Transcode_DeepestThatIsAccepted_IsReadByGoogleProtobuf()
    {
        // Request, resource, scope, record and body are five; each array adds two: (100 - 5 + 1) / 2 arrays are as deep as it goes.
        for (int depth = 40; depth < 55; depth++)
        {
            string nested = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", depth)) + string.Concat(Enumerable.Repeat("]}}", depth));
            try
            {
                Assert.NotNull(ReadBody(nested));
            }
            catch (FormatException refused)
            {
                Assert.StartsWith("TooDeep", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Transcode_OutputAboveTheLimit_IsTooLarge()
    {
        using var output = new IntakeBuffer(new IntakeBudget(long.MaxValue), maxBytes: 5000);

        IntakeAnswer? refusal = JsonTranscoder.Transcode(OtlpJsonWriter.Write(new LogsRequestBuilder().WithRecords(100).Build()), Signal.Logs, output);

        Assert.Equal(AnswerKind.TooLarge, refusal?.Kind);
    }
}
