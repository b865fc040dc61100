using System.Text;
using OpenTelemetry.Proto.Collector.Logs.V1;
using Telemetry.Model;
using Telemetry.Testing.Otlp;
using Xunit;
using static Telemetry.Ingest.Gateway.Tests.Otlp.Json.Transcoding;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Json;

public sealed class JsonTranscoderFuzzTests
{
    [Fact]
    public void Transcode_MutatedRequests_IsValidProtobufOrRefused()
    {
        byte[][] seeds = [OtlpJsonWriter.Write(RandomRequest.Logs(1)), OtlpJsonWriter.Write(new LogsRequestBuilder().WithRecords(2).Build()), "{}"u8.ToArray()];
        int accepted = 0;
        Parallel.For(0, 40_000, seed =>
        {
            byte[] json = new Fuzzing.Mutator(seed).Mutate(seeds);
            try
            {
                Read(ExportLogsServiceRequest.Parser, json, Signal.Logs);
                Interlocked.Increment(ref accepted);
            }
            catch (FormatException refused)
            {
                Assert.Matches("^(Malformed|TooDeep): .* at line [0-9]+, byte [0-9]+\\.$", refused.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}: {exception} {Encoding.UTF8.GetString(json)}");
            }
        });
        Assert.InRange(accepted, 1000, 39_000);
    }
}
