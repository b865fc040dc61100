using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Tokens;
using Telemetry.Control.Users;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Users;

public sealed class SqliteAccountsTests : AccountsTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresAccountsTests(PostgresFixture postgres) : AccountsTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class AccountsTests : IAsyncLifetime
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse battery";

    protected abstract ControlDatabaseKind Database { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task CheckAsync_RightPassword_LetsInWhateverTheCaseOfTheAddress()
    {
        await using ControlSetup control = Database.Open();
        Account account = await CreateAsync(control);

        PasswordCheck check = await control.Get<Accounts>().CheckAsync(" ADA@Example.com ", Password, Token);

        Assert.Equal(account, check.Account);
        Assert.Equal([account], await control.Get<Accounts>().ListAsync(Token));
    }

    [Theory]
    [InlineData("nobody@example.com", Password)]
    [InlineData(Email, "wrong horse battery")]
    [InlineData(Email, "")]
    [InlineData("", "")]
    public async Task CheckAsync_WrongAddressOrPassword_SaysNothingMore(string email, string password)
    {
        await using ControlSetup control = Database.Open();
        await CreateAsync(control);

        Assert.Equal(new PasswordCheck(null, null), await control.Get<Accounts>().CheckAsync(email, password, Token));
    }

    [Fact]
    public async Task CheckAsync_FiveWrongPasswords_LockTheAccountAlsoForTheRightOne()
    {
        await using ControlSetup control = Database.Open();
        Accounts accounts = control.Get<Accounts>();
        Account account = await CreateAsync(control);
        for (int i = 1; i < AccountRules.MaxFailures; i++)
        {
            Assert.Null((await accounts.CheckAsync(Email, "wrong", Token)).LockedUntil);
        }

        Assert.NotNull((await accounts.CheckAsync(Email, "wrong", Token)).LockedUntil);

        Assert.Null((await accounts.CheckAsync(Email, Password, Token)).Account);
        await accounts.ResetPasswordAsync(account.Id, Password, Token);
        Assert.NotNull((await accounts.CheckAsync(Email, Password, Token)).Account);
    }

    [Fact]
    public async Task CheckAsync_RightPasswordInBetween_CountsFromZeroAgain()
    {
        await using ControlSetup control = Database.Open();
        Accounts accounts = control.Get<Accounts>();
        await CreateAsync(control);
        foreach (string password in (string[])["wrong", "wrong", "wrong", "wrong", Password, "wrong", "wrong", "wrong", "wrong"])
        {
            await accounts.CheckAsync(Email, password, Token);
        }

        Assert.NotNull((await accounts.CheckAsync(Email, Password, Token)).Account);
    }

    [Theory]
    [InlineData("no address", "Ada", Password, "e-mail")]
    [InlineData("ada@", "Ada", Password, "e-mail")]
    [InlineData("a@b@c", "Ada", Password, "e-mail")]
    [InlineData(Email, " ", Password, "name")]
    [InlineData(Email, "Ada", "short", "at least 12")]
    [InlineData(Email, "Ada", "aaaaaaaaaaaaaaaa", "five different")]
    public async Task CreateAsync_SomethingWrong_SaysWhat(string email, string name, string password, string problem)
    {
        await using ControlSetup control = Database.Open();

        AccountChange change = await control.Get<Accounts>().CreateAsync(email, name, password, Token);

        Assert.Null(change.Account);
        Assert.Contains(problem, Assert.Single(change.Problems), StringComparison.Ordinal);
        Assert.Empty(await control.Get<Accounts>().ListAsync(Token));
    }

    [Fact]
    public async Task CreateAsync_AddressThatIsTaken_SaysSo()
    {
        await using ControlSetup control = Database.Open();
        await CreateAsync(control);

        AccountChange change = await control.Get<Accounts>().CreateAsync("ADA@example.com", "Another", Password, Token);

        Assert.Equal(["There is an account with this e-mail address already."], change.Problems);
    }

    [Fact]
    public async Task FindAsync_SessionOfAnotherProcess_IsKnownAndGrants()
    {
        await using ControlSetup pages = Database.Open();
        await using ControlSetup api = Database.Open();
        Account account = await CreateAsync(pages);

        string session = await pages.Get<Sessions>().BeginAsync(account, TimeSpan.FromDays(1), Token);

        Assert.Equal(account, await api.Get<Sessions>().FindAsync(session, Token));
        ApiTokenGrant? grant = await api.Get<ApiTokenReader>().FindAsync(session, Token);
        Assert.True(grant is { IsAdministrator: true } && grant.Owner == account.Id && grant.Name == "Ada");
    }

    [Fact]
    public async Task FindAsync_EndedSession_IsUnknown()
    {
        await using ControlSetup control = Database.Open();
        Account account = await CreateAsync(control);
        string ended = await control.Get<Sessions>().BeginAsync(account, TimeSpan.FromDays(1), Token);
        string other = await control.Get<Sessions>().BeginAsync(account, TimeSpan.FromDays(1), Token);

        await control.Get<Sessions>().EndAsync(ended, Token);

        Assert.Null(await control.Get<ApiTokenReader>().FindAsync(ended, Token));
        Assert.NotNull(await control.Get<ApiTokenReader>().FindAsync(other, Token));
    }

    [Fact]
    public async Task ChangePasswordAsync_RightPresentOne_EndsEverySession()
    {
        await using ControlSetup control = Database.Open();
        Account account = await CreateAsync(control);
        string session = await control.Get<Sessions>().BeginAsync(account, TimeSpan.FromDays(1), Token);

        AccountChange change = await control.Get<Accounts>().ChangePasswordAsync(account.Id, Password, "another horse battery", Token);

        Assert.Equal(account, change.Account);
        Assert.Null(await control.Get<Sessions>().FindAsync(session, Token));
        Assert.Null((await control.Get<Accounts>().CheckAsync(Email, Password, Token)).Account);
        Assert.NotNull((await control.Get<Accounts>().CheckAsync(Email, "another horse battery", Token)).Account);
    }

    [Fact]
    public async Task ChangePasswordAsync_WrongPresentOne_ChangesNothing()
    {
        await using ControlSetup control = Database.Open();
        Account account = await CreateAsync(control);
        string session = await control.Get<Sessions>().BeginAsync(account, TimeSpan.FromDays(1), Token);

        AccountChange change = await control.Get<Accounts>().ChangePasswordAsync(account.Id, "wrong", "another horse battery", Token);

        Assert.Equal(["The present password is wrong."], change.Problems);
        Assert.NotNull(await control.Get<Sessions>().FindAsync(session, Token));
        Assert.NotNull((await control.Get<Accounts>().CheckAsync(Email, Password, Token)).Account);
    }

    [Fact]
    public async Task FindAsync_Session_LivesWhileItIsUsed()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using ControlSetup control = Database.Open(clock);
        Account account = await CreateAsync(control);
        string session = await control.Get<Sessions>().BeginAsync(account, TimeSpan.FromHours(2), Token);

        for (int i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromHours(1.5));
            Assert.NotNull(await control.Get<Sessions>().FindAsync(session, Token));
        }

        clock.Advance(TimeSpan.FromHours(2.1));
        Assert.Null(await control.Get<Sessions>().FindAsync(session, Token));
    }

    // No page makes passkeys or outside sign-ins yet; their tables are there, and the model must fit them.
    [Fact]
    public async Task Model_EveryTableOfIdentity_KeepsWhatIsWritten()
    {
        await using ControlSetup control = Database.Open();
        Account account = await CreateAsync(control);
        await using ControlContext context = await control.Get<IDbContextFactory<ControlContext>>().CreateDbContextAsync(Token);
        UserManager<UserRow> users = control.Get<UserManagers>().Over(context);
        UserRow user = (await users.FindByIdAsync(account.Id))!;

        var passkey = new UserPasskeyInfo([1, 2, 3], [4, 5], DateTimeOffset.UnixEpoch, 7, ["usb"], true, true, false, [8], [9]) { Name = "key ring" };
        Assert.True((await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded);
        Assert.True((await users.AddLoginAsync(user, new UserLoginInfo("corp", "42", "Corp"))).Succeeded);
        Assert.True((await users.AddClaimAsync(user, new System.Security.Claims.Claim("team", "blue"))).Succeeded);
        Assert.True((await users.SetAuthenticationTokenAsync(user, "corp", "refresh", "x")).Succeeded);

        await using ControlContext later = await control.Get<IDbContextFactory<ControlContext>>().CreateDbContextAsync(Token);
        UserManager<UserRow> reader = control.Get<UserManagers>().Over(later);
        UserRow found = (await reader.FindByPasskeyIdAsync([1, 2, 3]))!;
        Assert.Equal(account.Id, found.Id);
        Assert.Equal(("key ring", 7u), ((await reader.GetPasskeysAsync(found)).Single() is { } key) ? (key.Name, key.SignCount) : default);
        Assert.Equal(account.Id, (await reader.FindByLoginAsync("corp", "42"))?.Id);
        Assert.Equal("blue", Assert.Single(await reader.GetClaimsAsync(found)).Value);
        Assert.Equal("x", await reader.GetAuthenticationTokenAsync(found, "corp", "refresh"));
    }

    private static async Task<Account> CreateAsync(ControlSetup control) =>
        (await control.Get<Accounts>().CreateAsync(Email, "Ada", Password, Token)).Account ?? throw new InvalidOperationException("No account was made.");
}
