using Microsoft.AspNetCore.Identity;

namespace Telemetry.Control.Users;

/// <summary>What a password must be, and what happens to whoever guesses.</summary>
public static class AccountRules
{
    /// <summary>Shortest password, in characters. Length is what counts: no rules about digits and capitals, which people answer with "Password1!".</summary>
    public const int MinPasswordLength = 12;

    /// <summary>Longest password, in characters: hashing is work.</summary>
    public const int MaxPasswordLength = 256;

    /// <summary>Longest name and longest e-mail address, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Wrong passwords in a row after which an account is locked.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);

    // PBKDF2 with HMAC-SHA-512; the number that OWASP asks for.
    internal const int HashIterations = 210_000;

    internal static void Configure(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = "";
        identity.Password = new PasswordOptions
        {
            RequiredLength = MinPasswordLength,
            RequiredUniqueChars = 5,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        identity.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = MaxFailures, DefaultLockoutTimeSpan = Lockout };
    }
}
