using Microsoft.Extensions.Options;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Theory]
    [InlineData("Gateway:MaxBytesInFlight", "1048576", "MaxBytesInFlight (1048576) is too small")]
    [InlineData("Gateway:MaxHttpBodyBytes", "1", "MaxHttpBodyBytes")]
    [InlineData("Gateway:BodyTimeout", "00:00:00", "BodyTimeout")]
    [InlineData("Gateway:CorsOrigins:0", "shop.example/path", "CorsOrigins has 'shop.example/path'")]
    public async Task Start_WrongSetting_StopsWithASentence(string key, string value, string expected)
    {
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync((key, value)));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
