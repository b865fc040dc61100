using Telemetry.Control.Tokens;

namespace Telemetry.Control.Tests.Tokens;

public sealed class TokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_BootstrapToken_IsAdministrator()
    {
        await using var database = new SqliteControl();
        await using ControlSetup control = database.Open();

        ApiTokenGrant? grant = await control.Get<ApiTokenReader>().FindAsync(control.Get<BootstrapToken>().Text, Token);

        Assert.True(grant!.IsAdministrator);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task FindAsync_UnknownToken_ReturnsNull(string token)
    {
        await using var database = new SqliteControl();
        await using ControlSetup control = database.Open();

        Assert.Null(await control.Get<ApiTokenReader>().FindAsync(token, Token));
    }

    [Fact]
    public void Redeem_SecondTime_ReturnsNull()
    {
        var logins = new OneTimeLogins();
        string login = logins.Create("the api token");

        Assert.Equal("the api token", logins.Redeem(login));
        Assert.Null(logins.Redeem(login));
    }

    [Fact]
    public void Redeem_UnknownToken_ReturnsNull() => Assert.Null(new OneTimeLogins().Redeem("0"));
}
