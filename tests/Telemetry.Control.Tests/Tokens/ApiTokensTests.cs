using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Tokens;
using Telemetry.Model;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Tokens;

public sealed class SqliteApiTokensTests : ApiTokensTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresApiTokensTests(PostgresFixture postgres) : ApiTokensTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class ApiTokensTests : IAsyncLifetime
{
    private static readonly ApiTokenGrant Maker = new("Ada", IsAdministrator: true, []) { Owner = "u1" };

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(60));

    protected abstract ControlDatabaseKind Database { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    [Theory]
    [InlineData(TokenScope.Read, true)]
    [InlineData(TokenScope.Write, true)]
    [InlineData(TokenScope.Admin, false)]
    public async Task FindAsync_NewToken_GrantsWhatItWasMadeFor(TokenScope scope, bool isForOneProject)
    {
        await using ControlSetup control = Database.Open(_clock);
        NewApiToken made = await CreateAsync(control, scope, isForOneProject ? new ProjectId(1) : null);

        ApiTokenGrant grant = (await control.Get<ApiTokenReader>().FindAsync(made.Text, Token))!;

        Assert.Equal(("ci", scope, "u1", scope == TokenScope.Admin), (grant.Name, grant.Scope, grant.Owner, grant.IsAdministrator));
        Assert.True(grant.MaySee(new ProjectId(1)));
        Assert.Equal(!isForOneProject, grant.MaySee(new ProjectId(2)));
        Assert.Equal(scope >= TokenScope.Write, grant.Allows(TokenScope.Write));
    }

    [Fact]
    public async Task CreateAsync_Secret_IsNotStored()
    {
        await using ControlSetup control = Database.Open(_clock);
        NewApiToken made = await CreateAsync(control, TokenScope.Read, null);

        await using ControlContext context = await control.Get<IDbContextFactory<ControlContext>>().CreateDbContextAsync(Token);
        ApiTokenRow row = await context.ApiTokens.SingleAsync(Token);
        Assert.Equal(made.Text[..13], row.Prefix);
        Assert.Equal(32, row.TokenHash.Length);
        Assert.Equal("tapi_".Length + 64, made.Text.Length);
    }

    [Fact]
    public async Task FindAsync_TokenPastItsEnd_IsUnknown()
    {
        await using ControlSetup control = Database.Open(_clock);
        NewApiToken made = await CreateAsync(control, TokenScope.Read, null);

        _clock.Advance(TimeSpan.FromDays(30));

        Assert.Null(await control.Get<ApiTokenReader>().FindAsync(made.Text, Token));
    }

    [Fact]
    public async Task RevokeAsync_Token_EndsAtOnceAndForGood()
    {
        await using ControlSetup control = Database.Open(_clock);
        NewApiToken made = await CreateAsync(control, TokenScope.Read, null);
        Assert.NotNull(await control.Get<ApiTokenReader>().FindAsync(made.Text, Token));

        Assert.True(await control.Get<ApiTokens>().RevokeAsync(made.Token.Id, Token));

        Assert.Null(await control.Get<ApiTokenReader>().FindAsync(made.Text, Token));
        Assert.False(await control.Get<ApiTokens>().RevokeAsync(made.Token.Id, Token));
        Assert.Equal(_clock.GetUtcNow(), Assert.Single(await control.Get<ApiTokens>().ListAsync(Token)).Times.RevokedAt);
    }

    [Fact]
    public async Task FindAsync_Use_IsRememberedToTheMinute()
    {
        await using ControlSetup control = Database.Open(_clock);
        NewApiToken made = await CreateAsync(control, TokenScope.Read, null);
        Assert.Null((await control.Get<ApiTokens>().ListAsync(Token))[0].Times.LastUsedAt);
        DateTimeOffset first = _clock.GetUtcNow();

        await control.Get<ApiTokenReader>().FindAsync(made.Text, Token);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await control.Get<ApiTokenReader>().FindAsync(made.Text, Token);
        Assert.Equal(first, (await control.Get<ApiTokens>().ListAsync(Token))[0].Times.LastUsedAt);

        _clock.Advance(TimeSpan.FromSeconds(31));
        await control.Get<ApiTokenReader>().FindAsync(made.Text, Token);
        Assert.Equal(_clock.GetUtcNow(), (await control.Get<ApiTokens>().ListAsync(Token))[0].Times.LastUsedAt);
    }

    private static Task<NewApiToken> CreateAsync(ControlSetup control, TokenScope scope, ProjectId? project) =>
        control.Get<ApiTokens>().CreateAsync("ci", scope, project, TimeSpan.FromDays(30), Maker, Token);
}
