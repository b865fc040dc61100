using System.Net;
using Telemetry.Messaging;
using Telemetry.Testing;
using Telemetry.Testing.SentryCaptures;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

/// <summary>What sentry-python sent, in both versions, byte for byte.</summary>
public sealed class SentryCaptureTests
{
    [Fact]
    public async Task Post_AllCaptures_EveryItemIsInALaneOrTheLedger()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        Assert.Equal(25, SentryCapture.All.Count);

        foreach (SentryCapture capture in SentryCapture.All)
        {
            using HttpRequestMessage request = capture.RequestFor(host.HttpAddress, host.Key);
            using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{capture}: {response.StatusCode}");
        }

        // 9 events as /store/, 9 in envelopes; 2 transactions of 4 spans; 4 logs; 2 sessions; 2 check-ins, an attachment and a metric.
        Assert.Equal(17, await SumAsync(host, Lane.Crashes, 17));
        Assert.Equal(8, await SumAsync(host, Lane.Spans, 8));
        Assert.Equal(4, await SumAsync(host, Lane.Logs, 4));
        Assert.Equal(2, await SumAsync(host, Lane.Sessions, 2));
        Assert.Equal(1, await SumAsync(host, Lane.Attachments, 1));
        Assert.Equal(["metrics not_supported 1", "others not_supported 2"], await host.DropsAsync(3));
    }

    [Fact]
    public async Task Post_RecursionError_IsWhole()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        SentryCapture capture = SentryCapture.All.Single(capture => capture.Name == "sentry-python-2.64.0_py3.11/0003");

        using HttpRequestMessage request = capture.RequestFor(host.HttpAddress, host.Key);
        using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("4066616279a341ebae57c6092eefe5dd", await response.AcceptedIdAsync());
        IntakeFrame crash = Assert.Single(await host.ReceiveAsync(Lane.Crashes));
        Assert.Equal("RecursionError", crash.Json().GetProperty("event").GetProperty("exception").GetProperty("values")[0].GetProperty("type").GetString());
        Assert.Equal("2026-11-22T13:39:03.581719Z", crash.Json().GetProperty("header").GetProperty("sent_at").GetString());
    }

    private static async Task<int> SumAsync(GatewayHost host, Lane lane, int expected)
    {
        int sum = 0;
        await Eventually.HoldsAsync(
            async () => (sum += (await host.ReceiveAsync(lane)).Sum(frame => frame.ItemCount)) >= expected, TimeSpan.FromSeconds(30), $"{expected} items", TestContext.Current.CancellationToken);
        return sum;
    }
}
