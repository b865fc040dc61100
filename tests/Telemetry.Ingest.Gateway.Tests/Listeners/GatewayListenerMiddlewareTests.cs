using System.Net;
using Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Listeners;

public sealed class GatewayListenerMiddlewareTests(SharedGateway shared)
{
    [Fact]
    public async Task Web_OnItsOwnListener_IsServed() =>
        Assert.Equal("web", await shared.Host.Web.GetStringAsync("/", TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("/v1/logs")]
    [InlineData(RawGrpcClient.LogsExport)]
    public async Task Gateway_OnTheListenerOfTheWeb_IsNotServed(string path)
    {
        using HttpResponseMessage response = await shared.Host.Web.PostAsync(path, null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Web_OnTheListenersOfTheGateway_IsNotServed()
    {
        using HttpResponseMessage response = await shared.Host.Http.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
