namespace Telemetry.Web.SignIn;

/// <summary>
/// Accounts and sessions, as the pages need them. The host implements it, because the pages may not know the control database, and because a password must not travel
/// through the query API. Nothing here throws for a database that is away.
/// </summary>
public interface IAccountDesk
{
    /// <summary>Whether there is anybody who could sign in with a password.</summary>
    Task<bool> HasAccountsAsync(CancellationToken cancellationToken);

    /// <summary>Tries a password and begins a session.</summary>
    Task<SignInAnswer> SignInAsync(string email, string password, CancellationToken cancellationToken);

    /// <summary>
    /// Sets the password of the account with that e-mail address, which is made when there is none, and begins a session. For a holder of the server's own link only.
    /// </summary>
    /// <param name="linkToken">The API token that the link stood for.</param>
    /// <param name="email">As typed.</param>
    /// <param name="name">As typed; not used for an account that exists.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">The request.</param>
    Task<PasswordAnswer> SetPasswordAsync(string linkToken, string email, string name, string password, CancellationToken cancellationToken);

    /// <summary>Changes the password of a session's account, ends all its sessions and begins another.</summary>
    Task<PasswordAnswer> ChangePasswordAsync(string sessionToken, string present, string password, CancellationToken cancellationToken);

    /// <summary>Whether a token still opens anything. True when that cannot be told now: the query API will say.</summary>
    Task<bool> IsGoodAsync(string token, CancellationToken cancellationToken);

    /// <summary>Ends a session for good.</summary>
    Task EndAsync(string token, CancellationToken cancellationToken);
}

/// <summary>Somebody who is signed in with a password.</summary>
/// <param name="Token">Of the session; the pages call the query API with it.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Email">What they sign in with.</param>
public sealed record SignedInAccount(string Token, string Name, string Email);

/// <summary>Why a password let nobody in.</summary>
public enum SignInRefusal
{
    /// <summary>Address or password; which of the two is not told.</summary>
    Wrong,

    /// <summary>Too many wrong ones.</summary>
    Locked,

    /// <summary>Too many sign-ins at once.</summary>
    Busy,

    /// <summary>The control database is away.</summary>
    Unavailable,
}

/// <summary>What became of a sign-in: exactly one of the first two is set.</summary>
/// <param name="Account">Who is in.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="LockedUntil">Set when locked.</param>
public sealed record SignInAnswer(SignedInAccount? Account, SignInRefusal? Refusal, DateTimeOffset? LockedUntil = null);

/// <summary>What became of a new password.</summary>
/// <param name="Account">Who is in; null: nothing was changed.</param>
/// <param name="Problems">Sentences for the person.</param>
public sealed record PasswordAnswer(SignedInAccount? Account, IReadOnlyList<string> Problems);
