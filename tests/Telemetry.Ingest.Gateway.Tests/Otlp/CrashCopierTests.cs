using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Otlp.Own;
using Telemetry.Ingest.Gateway.Tests.Fuzzing;
using Telemetry.Model;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

public sealed class CrashCopierTests
{
    private const int Requests = 3000;
    private const int Mutations = 100_000;

    [Fact]
    public void Copy_Logs_IsExactlyTheRecordsThatAreCrashes()
    {
        for (int seed = 0; seed < Requests; seed++)
        {
            ExportLogsServiceRequest request = RandomLogs(new Random(seed));
            ExportLogsServiceRequest expected = request.Clone();
            foreach (ResourceLogs resource in expected.ResourceLogs)
            {
                Keep(resource.ScopeLogs, scope => Keep(scope.LogRecords, IsCrash) > 0);
            }

            Keep(expected.ResourceLogs, resource => resource.ScopeLogs.Count > 0);
            (int items, byte[] copy) = Copy(request.ToByteArray(), Signal.Logs);

            Assert.Equal(expected, ExportLogsServiceRequest.Parser.ParseFrom(copy));
            Assert.Equal(expected.ResourceLogs.Sum(resource => resource.ScopeLogs.Sum(scope => scope.LogRecords.Count)), items);
        }
    }

    [Fact]
    public void Copy_Spans_IsExactlyTheSpansWithAnException()
    {
        for (int seed = 0; seed < Requests; seed++)
        {
            ExportTraceServiceRequest request = RandomSpans(new Random(seed));
            ExportTraceServiceRequest expected = request.Clone();
            foreach (ResourceSpans resource in expected.ResourceSpans)
            {
                Keep(resource.ScopeSpans, scope => Keep(scope.Spans, span => span.Events.Any(IsException)) > 0);
            }

            Keep(expected.ResourceSpans, resource => resource.ScopeSpans.Count > 0);
            (int items, byte[] copy) = Copy(request.ToByteArray(), Signal.Spans);

            Assert.Equal(expected, ExportTraceServiceRequest.Parser.ParseFrom(copy));
            Assert.Equal(expected.ResourceSpans.Sum(resource => resource.ScopeSpans.Sum(scope => scope.Spans.Sum(span => span.Events.Count(IsException)))), items);
        }
    }

    [Theory]
    [InlineData(Signal.Logs)]
    [InlineData(Signal.Spans)]
    public void Copy_MutatedRequests_NeverThrowsAndStaysSound(Signal signal)
    {
        byte[][] seeds = signal == Signal.Logs
            ? [.. Enumerable.Range(0, 20).Select(seed => RandomLogs(new Random(seed)).ToByteArray())]
            : [.. Enumerable.Range(0, 20).Select(seed => RandomSpans(new Random(seed)).ToByteArray())];
        int sound = 0;
        for (int seed = 0; seed < Mutations; seed++)
        {
            byte[] request = new Mutator(seed).Mutate(seeds);
            (int items, byte[] copy) = Copy(request, signal);
            if (OtlpWalker.Walk(request, signal).Error is not null)
            {
                continue;
            }

            sound++;
            WalkResult walk = OtlpWalker.Walk(copy, signal);
            Assert.True(walk.Error is null && walk.Items <= items && (items == 0) == (copy.Length == 0), $"Seed {seed}: {walk} {items} {Convert.ToHexString(request)}");
        }

        Assert.InRange(sound, Mutations / 10, Mutations);
    }

    // Protobuf allows any order and fields of newer versions; the copy must have them.
    [Fact]
    public void Copy_ResourceBehindTheRecordsAndUnknownFields_AreKept()
    {
        byte[] unknown = [0xa3, 0x06, 0x08, 0x01, 0xa4, 0x06, 0xc0, 0x3e, 0x01];
        byte[] record = Field(2, [.. Field(6, new KeyValue { Key = "exception.type" }.ToByteArray()), .. unknown]);
        byte[] other = Field(2, Field(3, "INFO"u8.ToArray()));
        byte[] scope = Field(2, [.. other, .. record, .. unknown, .. Field(1, new InstrumentationScope { Name = "s" }.ToByteArray())]);
        byte[] resource = Field(1, new Resource { Attributes = { new KeyValue { Key = "k" } } }.ToByteArray());

        (int items, byte[] copy) = Copy(Field(1, [.. scope, .. resource, .. unknown]), Signal.Logs);

        byte[] expected = Field(1, [.. Field(2, [.. record, .. unknown, .. Field(1, new InstrumentationScope { Name = "s" }.ToByteArray())]), .. resource, .. unknown]);
        Assert.Equal((1, Convert.ToHexString(expected)), (items, Convert.ToHexString(copy)));
    }

    [Theory]
    [InlineData("exception.type")]
    [InlineData("exception.message")]
    [InlineData("telemetry.crash")]
    public void MayHoldCrash_WordsOfACrash_AreFound(string word)
    {
        Assert.True(MayHoldCrash(System.Text.Encoding.UTF8.GetBytes($"xx{word}xx"), Signal.Logs));
        Assert.False(MayHoldCrash(new LogsRequestBuilder().WithRecords(50).ToBytes(), Signal.Logs));
        Assert.False(MayHoldCrash(System.Text.Encoding.UTF8.GetBytes(word), Signal.Metrics));
    }

    private static bool MayHoldCrash(byte[] request, Signal signal) => CrashCopier.MayHoldCrash(request, signal, OwnEventWords.Find(request));

    private static bool IsCrash(LogRecord record) => record.EventName == "telemetry.crash" || record.Attributes.Any(attribute => attribute.Key is "exception.type" or "exception.message");

    private static bool IsException(Span.Types.Event one) => one.Name == "exception";

    private static int Keep<T>(IList<T> list, Func<T, bool> isKept)
    {
        T[] kept = [.. list.Where(isKept)];
        list.Clear();
        foreach (T item in kept)
        {
            list.Add(item);
        }

        return kept.Length;
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }

    private static (int Items, byte[] Copy) Copy(byte[] request, Signal signal)
    {
        using var output = new IntakeBuffer(new IntakeBudget(long.MaxValue), request.Length + 64);
        int items = CrashCopier.Copy(request, signal, output);
        return (items, output.Written.ToArray());
    }

    private static ExportLogsServiceRequest RandomLogs(Random random) => new()
    {
        ResourceLogs =
        {
            Some(random, () => new ResourceLogs
            {
                Resource = RandomResource(random),
                SchemaUrl = Text(random),
                ScopeLogs =
                {
                    Some(random, () => new ScopeLogs
                    {
                        Scope = new InstrumentationScope { Name = Text(random) },
                        SchemaUrl = Text(random),
                        LogRecords = { Some(random, () => RandomLog(random)) },
                    }),
                },
            }),
        },
    };

    private static LogRecord RandomLog(Random random) => new()
    {
        TimeUnixNano = (ulong)random.NextInt64(),
        Body = new AnyValue { StringValue = Text(random) },
        EventName = random.Next(4) == 0 ? "telemetry.crash" : Text(random),
        Attributes = { Some(random, () => new KeyValue { Key = Text(random), Value = new AnyValue { StringValue = Text(random) } }) },
    };

    private static ExportTraceServiceRequest RandomSpans(Random random) => new()
    {
        ResourceSpans =
        {
            Some(random, () => new ResourceSpans
            {
                Resource = RandomResource(random),
                ScopeSpans = { Some(random, () => new ScopeSpans { SchemaUrl = Text(random), Spans = { Some(random, () => RandomSpan(random)) } }) },
            }),
        },
    };

    private static Span RandomSpan(Random random) => new()
    {
        Name = Text(random),
        TraceId = ByteString.CopyFrom(new byte[16]),
        Events = { Some(random, () => new Span.Types.Event { Name = random.Next(3) == 0 ? "exception" : Text(random), TimeUnixNano = (ulong)random.NextInt64() }) },
    };

    private static Resource RandomResource(Random random) => new() { Attributes = { new KeyValue { Key = Text(random), Value = new AnyValue { StringValue = new string('x', random.Next(300)) } } } };

    private static T[] Some<T>(Random random, Func<T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make())];

    private static string Text(Random random) => random.Next(8) switch
    {
        0 => "exception.type",
        1 => "exception.message",
        2 => "exception.stacktrace",
        3 => "telemetry.crash",
        4 => "exception",
        5 => "",
        _ => new string('y', random.Next(200)),
    };
}
