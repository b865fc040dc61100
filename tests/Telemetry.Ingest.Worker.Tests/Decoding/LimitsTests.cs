using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Decoding;

/// <summary>The lines of docs/ingest-limits.md that Google.Protobuf knows nothing of.</summary>
public sealed class LimitsTests
{
    [Fact]
    public void Decode_LongAttribute_IsCutAtACharacterWithAMark()
    {
        string row = DecodeOne(record => record.Attributes.Add("long", "x" + new string('☃', 350_000)));

        Assert.Contains($"long=x{new string('☃', (IngestLimits.MaxValueBytes - 1) / 3)}, telemetry.truncated=long}}", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_LongBody_IsCutWithAMark()
    {
        string row = DecodeOne(record => record.Body = OtlpValues.Any(new string('b', 3_000_000)));

        Assert.Contains($"Body = {new string('b', IngestLimits.MaxBodyBytes)}\n", row, StringComparison.Ordinal);
        Assert.Contains("telemetry.truncated=body}", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_LongNestedBody_IsCutWithAMark()
    {
        string row = DecodeOne(record => record.Body = OtlpValues.Any(Enumerable.Range(0, 200_000).Select(object? (_) => "0123456789").ToArray()));

        Assert.Contains("telemetry.truncated=body}", row, StringComparison.Ordinal);
        Assert.InRange(row.Length, IngestLimits.MaxBodyBytes, IngestLimits.MaxBodyBytes + 1000);
    }

    [Fact]
    public void Decode_LongName_IsCutInTheColumnOnly()
    {
        string service = new('s', 2000);
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(1).Build();
        request.ResourceLogs[0].Resource.Attributes[0].Value.StringValue = service;

        string row = Assert.Single(DecodedRequest.Decode(Frames.Of(request)).Rows);

        Assert.Contains($"ServiceName = {new string('s', IngestLimits.MaxNameBytes)}\n", row, StringComparison.Ordinal);
        Assert.Contains($"{{service.name={service}, service.version=1.4.0, telemetry.truncated=service.name}}", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(48, true)] // request, resource, scope, record and value stand around the first; two messages a level: 4 + 2 * 48 = 100
    [InlineData(49, false)]
    [InlineData(10_000, false)]
    public void Decode_NestedArrays_AreStoredUpToTheLimitOfProtobuf(int levels, bool isStored)
    {
        AnyValue nested = OtlpValues.Any("core");
        byte[] bytes = nested.ToByteArray();
        for (int i = 0; i < levels; i++)
        {
            bytes = Field(5, Field(1, bytes));
        }

        byte[] request = Field(1, Field(2, [.. Field(2, Field(5, bytes)), .. Field(2, [])]));

        DecodedRequest decoded = DecodedRequest.Decode(Frames.Of(Signal.Logs, request, itemCount: 2));

        Assert.Equal(isStored ? 2 : 1, decoded.Rows.Count);
        Assert.Equal(isStored ? [] : [DropReason.TooDeep], decoded.Drops);
        Assert.Equal(isStored, IsAcceptedByGoogleProtobuf(request));
    }

    [Fact]
    public void Decode_ManyAttributes_KeepsTheRestAsJson()
    {
        string row = DecodeOne(record =>
        {
            record.Attributes.Clear();
            for (int i = 0; i < IngestLimits.MaxAttributes + 2; i++)
            {
                record.Attributes.Add($"key{i}", i);
            }
        });

        Assert.Contains($", key255=255, telemetry.other_attributes={{\"key256\":256,\"key257\":257}}}}", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_LongKey_IsKeptInJson()
    {
        string key = new('k', 2000);

        string row = DecodeOne(record => record.Attributes.Add(key, true));

        Assert.Contains($"telemetry.other_attributes={{\"{key}\":true}}}}", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_AMillionDistinctKeys_AreBoundedAndCounted()
    {
        const int Records = 1000;
        int key = 0;
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(Records, record =>
        {
            for (int i = 0; i < 1000; i++)
            {
                record.Attributes.Add($"key {key++}", "value");
            }
        }).Build();

        DecodedRequest decoded = DecodedRequest.Decode(Frames.Of(request));

        Assert.Equal(Records, decoded.Rows.Count);
        Assert.All(decoded.Rows.Skip(10), row => Assert.Contains("telemetry.other_attributes={\"key ", row, StringComparison.Ordinal));
        // Of two keys every record has, and of the service's, nothing is lost.
        Assert.All(decoded.Rows, row => Assert.Contains("http.route=/pay, record.number=", row, StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_MoreThanTheJsonHolds_IsCounted()
    {
        string row = DecodeOne(record =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                record.Attributes.Add($"key {i}", "a value of some length");
            }
        });

        Assert.Matches("telemetry.lost_attributes=[0-9]{4}}", row);
    }

    [Fact]
    public void Decode_LargeResourceOfVeryManyRecords_IsNotRepeatedForEver()
    {
        string large = new('r', 60_000);
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithResource("large", large).WithRecords(3000, record => record.Attributes.Clear()).Build();
        IntakeFrame frame = Frames.Of(request);

        DecodedRequest decoded = DecodedRequest.Decode(frame);

        long affordable = IngestLimits.MaxRepeatedBytes + (frame.Payload.Length * (long)IngestLimits.RepeatFactor);
        Assert.InRange(decoded.Rows.Count(row => row.Contains(large, StringComparison.Ordinal)), affordable / 61_000, affordable / 60_000);
        Assert.All(decoded.Rows, row => Assert.Contains("ServiceName = shop\n", row, StringComparison.Ordinal));
        Assert.Contains("ResourceAttributes = {telemetry.truncated=resource}\n", decoded.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_InvalidUtf8_IsReplacedWithAMark()
    {
        byte[] record = [.. Field(3, [0xff]), .. Field(5, Field(1, [0x61, 0xc3])), .. Field(6, [.. Field(1, [0x6b, 0xfe]), .. Field(2, Field(1, [0xc0, 0x62]))])];

        string row = Assert.Single(DecodedRequest.Decode(Frames.Of(Signal.Logs, Field(1, Field(2, Field(2, record))))).Rows);

        Assert.Contains("SeverityText = \ufffd\n", row, StringComparison.Ordinal);
        Assert.Contains("Body = a\ufffd\n", row, StringComparison.Ordinal);
        Assert.Contains("LogAttributes = {k\ufffd=\ufffdb, telemetry.invalid_utf8=?,?,body,severity_text}", row, StringComparison.Ordinal);
    }

    private static string DecodeOne(Action<LogRecord> change)
    {
        DecodedRequest decoded = DecodedRequest.Decode(Frames.Of(new LogsRequestBuilder().WithRecords(1, change).Build()));
        Assert.Empty(decoded.Drops);
        return Assert.Single(decoded.Rows);
    }

    private static byte[] Field(int number, byte[] content)
    {
        using MemoryStream bytes = new();
        using CodedOutputStream output = new(bytes);
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(content));
        output.Flush();
        return bytes.ToArray();
    }

    private static bool IsAcceptedByGoogleProtobuf(byte[] request)
    {
        try
        {
            return ExportLogsServiceRequest.Parser.ParseFrom(request) is not null;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
