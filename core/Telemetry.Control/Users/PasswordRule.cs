namespace Telemetry.Control.Users;

/// <summary>Looks at a new password before Identity does, whose sentences are for programmers.</summary>
internal static class PasswordRule
{
    public static IReadOnlyList<string> ProblemsOf(string password) => password.Length switch
    {
        < AccountRules.MinPasswordLength => [$"The password needs at least {AccountRules.MinPasswordLength} characters; a few words in a row are easy to remember."],
        > AccountRules.MaxPasswordLength => [$"The password may have at most {AccountRules.MaxPasswordLength} characters."],
        _ => [],
    };
}
