using Microsoft.Extensions.Options;
using Telemetry.Control;
using Telemetry.Control.Tokens;
using Telemetry.Control.Users;
using Telemetry.Web;
using Telemetry.Web.SignIn;

namespace Telemetry.Server.Adapters;

/// <summary>The pages know no control database: this signs people in for them.</summary>
internal sealed class AccountDesk(Accounts accounts, Sessions sessions, ApiTokenReader tokens, IOptions<WebOptions> options) : IAccountDesk, IDisposable
{
    private const string Away = "The control database cannot be reached. Try again in a few seconds; /readyz on the server says more.";

    // Hashing is work on purpose. Two at a time leave the rest of the machine to the rest of the server, whoever sends passwords as fast as they can.
    private const int HashesAtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _hashing = new(HashesAtOnce);

    public async Task<bool> HasAccountsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await accounts.ListAsync(cancellationToken)).Count > 0;
        }
        catch (ControlUnavailableException)
        {
            // The form will say what is wrong when it is sent.
            return true;
        }
    }

    public async Task<SignInAnswer> SignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        if (!await _hashing.WaitAsync(Patience, cancellationToken))
        {
            return new SignInAnswer(null, SignInRefusal.Busy);
        }

        try
        {
            PasswordCheck check = await accounts.CheckAsync(email, password, cancellationToken);
            return check.Account is { } account
                ? new SignInAnswer(await BeginAsync(account, cancellationToken), null)
                : new SignInAnswer(null, check.LockedUntil is null ? SignInRefusal.Wrong : SignInRefusal.Locked, check.LockedUntil);
        }
        catch (ControlUnavailableException)
        {
            return new SignInAnswer(null, SignInRefusal.Unavailable);
        }
        finally
        {
            _hashing.Release();
        }
    }

    public Task<PasswordAnswer> SetPasswordAsync(string linkToken, string email, string name, string password, CancellationToken cancellationToken) => AnswerAsync(
        async () =>
        {
            if (await tokens.FindAsync(linkToken, cancellationToken) is not { IsAdministrator: true, Owner: ApiTokenGrant.BootstrapOwner })
            {
                return new AccountChange(null, ["This needs a sign-in by the server's link, and yours is none or has ended. Sign in by a new link and try again."]);
            }

            Account? known = (await accounts.ListAsync(cancellationToken)).FirstOrDefault(account => string.Equals(account.Email, email.Trim(), StringComparison.OrdinalIgnoreCase));
            return known is null
                ? await accounts.CreateAsync(email, name, password, cancellationToken)
                : await accounts.ResetPasswordAsync(known.Id, password, cancellationToken);
        },
        cancellationToken);

    public Task<PasswordAnswer> ChangePasswordAsync(string sessionToken, string present, string password, CancellationToken cancellationToken) => AnswerAsync(
        async () => await sessions.FindAsync(sessionToken, cancellationToken) is { } account
            ? await accounts.ChangePasswordAsync(account.Id, present, password, cancellationToken)
            : new AccountChange(null, ["Your session has ended. Sign in and try again."]),
        cancellationToken);

    public async Task<bool> IsGoodAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.FindAsync(token, cancellationToken) is not null;
        }
        catch (ControlUnavailableException)
        {
            return true;
        }
    }

    public async Task EndAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.EndAsync(token, cancellationToken);
        }
        catch (ControlUnavailableException)
        {
            // The cookie goes all the same; the session ends by itself when it was not used for long.
        }
    }

    public void Dispose() => _hashing.Dispose();

    private async Task<PasswordAnswer> AnswerAsync(Func<Task<AccountChange>> change, CancellationToken cancellationToken)
    {
        try
        {
            AccountChange changed = await change();
            return new PasswordAnswer(changed.Account is { } account ? await BeginAsync(account, cancellationToken) : null, changed.Problems);
        }
        catch (ControlUnavailableException)
        {
            return new PasswordAnswer(null, [Away]);
        }
    }

    private async Task<SignedInAccount> BeginAsync(Account account, CancellationToken cancellationToken) =>
        new(await sessions.BeginAsync(account, options.Value.SessionLifetime, cancellationToken), account.Name, account.Email);
}
