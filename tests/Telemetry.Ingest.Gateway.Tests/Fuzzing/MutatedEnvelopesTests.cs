using System.Net;
using System.Text;
using Telemetry.Ingest.Gateway.Tests.Sentry;
using Telemetry.Messaging;
using Telemetry.Testing.SentryCaptures;
using Xunit;
using static Telemetry.Ingest.Gateway.Tests.Sentry.SentryPosts;

namespace Telemetry.Ingest.Gateway.Tests.Fuzzing;

/// <summary>Mutations of real envelopes over the wire: never our fault, never a lost neighbour.</summary>
public sealed class MutatedEnvelopesTests
{
    private const int Envelopes = 3000;
    private const int Neighbours = 300;

    private static readonly byte[][] Seeds =
    [
        .. SentryCapture.All.Select(capture => capture.DecodedBody()).Where(body => body.Length < 20_000),
        Encoding.UTF8.GetBytes("{}\n" + Item("client_report", "{\"discarded_events\":[{\"reason\":\"before_send\",\"category\":\"error\",\"quantity\":2}]}") + Item("sessions", "{\"aggregates\":[{}]}")),
    ];

    [Theory]
    [InlineData("/api/1/envelope/")]
    [InlineData("/api/1/store/")]
    public async Task Post_MutatedEnvelopes_NeverFailsOnOurSide(string path)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, Envelopes), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (seed, _) =>
        {
            byte[] body = new Mutator(seed).Mutate(Seeds);
            using HttpResponseMessage response = await host.PostSentryAsync($"{path}?sentry_key={host.Key}", body);

            // Forbidden: a mutation that makes a DSN of something.
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"Seed {seed}: {response.StatusCode} {Convert.ToHexString(body)}");
        });

        await host.BytesInFlightAsync(bytes => bytes == 0);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    public async Task Post_MutatedCompression_NeverFailsOnOurSide(string encoding)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        byte[][] seeds = [.. Seeds.Select(seed => SentryBodyTests.Compress(seed, encoding))];

        await Parallel.ForEachAsync(Enumerable.Range(0, Envelopes / 4), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (seed, _) =>
        {
            byte[] body = new Mutator(seed).Mutate(seeds);
            using HttpResponseMessage response = await host.PostEnvelopeAsync(body, encoding);

            Assert.True((int)response.StatusCode is 200 or 400 or 403 or 413, $"Seed {seed}: {response.StatusCode} {Convert.ToHexString(body)}");
        });

        await host.BytesInFlightAsync(bytes => bytes == 0);
    }

    // Whatever happens within an item of one line, those in front of it and behind it are kept.
    [Fact]
    public async Task Post_MutatedItem_KeepsItsNeighbours()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        byte[][] items = [.. new[] { "event", "transaction", "log", "session", "span", "client_report", "attachment" }.Select(type => Encoding.UTF8.GetBytes(Item(type, "{\"a\":[1,{\"b\":null}],\"items\":[{}]}").TrimEnd('\n')))];
        byte[] before = Encoding.UTF8.GetBytes("{}\n" + Item("event", "{\"message\":\"before\"}"));
        byte[] behind = Encoding.UTF8.GetBytes("\n" + Item("event", "{\"message\":\"behind\"}"));

        int kept = 0;
        for (int seed = 0; seed < Neighbours; seed++)
        {
            byte[] item = [.. new Mutator(seed).Mutate(items).Select(one => one == (byte)'\n' ? (byte)' ' : one)];
            item = seed % 2 == 0 ? item : [.. items[seed % items.Length].AsSpan(0, items[seed % items.Length].AsSpan().IndexOf((byte)'\n') + 1), .. item];
            using HttpResponseMessage response = await host.PostEnvelopeAsync([.. before, .. item, .. behind]);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            string[] messages = [];
            while (messages.Length < 2)
            {
                messages = [.. messages, .. (await host.ReceiveAsync(Lane.Crashes)).Select(frame => frame.Json().GetProperty("event")).Where(one => one.TryGetProperty("message", out _)).Select(one => one.GetProperty("message").GetString() ?? "")];
            }

            Assert.True(messages.Contains("before") && messages.Contains("behind"), $"Seed {seed}: {Encoding.Latin1.GetString(item)}");
            kept += messages.Length;
        }

        Assert.Equal(2 * Neighbours, kept);
    }
}
