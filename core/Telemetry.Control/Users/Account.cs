namespace Telemetry.Control.Users;

/// <summary>A person who may sign in.</summary>
/// <param name="Id">Never reused.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">What others call them.</param>
public sealed record Account(string Id, string Email, string Name);

/// <summary>What became of a change of an account.</summary>
/// <param name="Account">Null: nothing was changed.</param>
/// <param name="Problems">Sentences for the person; empty when it was changed.</param>
public sealed record AccountChange(Account? Account, IReadOnlyList<string> Problems);

/// <summary>What became of a password that was tried.</summary>
/// <param name="Account">Null: not let in.</param>
/// <param name="LockedUntil">Set when nobody is let in for a while, whatever the password.</param>
public sealed record PasswordCheck(Account? Account, DateTimeOffset? LockedUntil);
