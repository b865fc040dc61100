using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using Telemetry.Testing.Otlp;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Json;

/// <summary>Requests with every kind of value, nested, at random; the same number gives the same request.</summary>
internal static class RandomRequest
{
    private const int MaxDepth = 5;
    private static readonly string[] Texts = ["", "plain", "\"quoted\" \\ / \n\t\u0001", "hé☃😀", new string('x', 200), "\u007f\u0080\uffff"];
    private static readonly double[] Doubles = [0, -0.0, 0.1, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
    private static readonly long[] Integers = [0, 1, -1, long.MaxValue, long.MinValue, 1795356599044000001];

    public static ExportLogsServiceRequest Logs(int number)
    {
        var random = new Random(number);
        return new LogsRequestBuilder().WithRecords(random.Next(4), record =>
        {
            record.Body = Value(random, MaxDepth);
            record.Attributes.Add(Pairs(random, MaxDepth));
            record.SeverityNumber = random.Next(-1, 30);
            record.Flags = (uint)random.Next();
            record.TimeUnixNano = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        }).Build();
    }

    private static AnyValue Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => new AnyValue { StringValue = Texts[random.Next(Texts.Length)] },
        1 => new AnyValue { BoolValue = random.Next(2) == 0 },
        2 => new AnyValue { IntValue = Integers[random.Next(Integers.Length)] },
        3 => new AnyValue { DoubleValue = Doubles[random.Next(Doubles.Length)] },
        4 => new AnyValue { BytesValue = ByteString.CopyFrom(Bytes(random)) },
        5 => new AnyValue(),
        6 => new AnyValue { ArrayValue = new ArrayValue { Values = { Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)) } } },
        _ => new AnyValue { KvlistValue = new KeyValueList { Values = { Pairs(random, depth - 1) } } },
    };

    private static KeyValue[] Pairs(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(index => new KeyValue { Key = $"{Texts[random.Next(Texts.Length)]}{index}", Value = Value(random, depth - 1) })];

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
