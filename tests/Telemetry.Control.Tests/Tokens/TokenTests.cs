using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Tokens;
using Telemetry.Testing;

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
    public async Task FindAsync_TokenLeasedByAnotherProcess_IsAdministratorWhileItRuns()
    {
        await using var database = new SqliteControl();
        await using ControlSetup pages = database.Open();
        await using ControlSetup api = database.Open();
        string token = pages.Get<BootstrapToken>().Text;
        Assert.Null(await api.Get<ApiTokenReader>().FindAsync(token, Token));
        using var lease = new BootstrapTokenLease(pages.Get<ControlDatabase>(), pages.Get<BootstrapToken>(), TimeProvider.System, NullLogger<BootstrapTokenLease>.Instance);

        await lease.StartAsync(Token);

        await Eventually.HoldsAsync(async () => await api.Get<ApiTokenReader>().FindAsync(token, Token) is { IsAdministrator: true }, TimeSpan.FromSeconds(10), "the lease is there", Token);
        await lease.StopAsync(Token);
        Assert.Null(await api.Get<ApiTokenReader>().FindAsync(token, Token));
    }

    [Fact]
    public async Task FindAsync_LeaseOfAKilledProcess_EndsByItself()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var database = new SqliteControl();
        await using ControlSetup pages = database.Open();
        await using ControlSetup api = database.Open(clock);
        string token = pages.Get<BootstrapToken>().Text;
        var lease = new BootstrapTokenLease(pages.Get<ControlDatabase>(), pages.Get<BootstrapToken>(), clock, NullLogger<BootstrapTokenLease>.Instance);
        await lease.StartAsync(Token);
        await Eventually.HoldsAsync(async () => await api.Get<ApiTokenReader>().FindAsync(token, Token) is not null, TimeSpan.FromSeconds(10), "the lease is there", Token);
        // Not stopped: that would remove it.
        lease.Dispose();

        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Null(await api.Get<ApiTokenReader>().FindAsync(token, Token));
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
