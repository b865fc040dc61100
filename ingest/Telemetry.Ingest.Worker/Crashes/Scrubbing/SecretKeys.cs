using System.Buffers;

namespace Telemetry.Ingest.Worker.Crashes.Scrubbing;

/// <summary>Names of variables, headers and values that hold secrets.</summary>
internal static class SecretKeys
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "password", "passwd", "passphrase", "secret", "apikey", "api_key", "api-key", "auth_token", "access_token", "refresh_token", "id_token", "bearer",
            "credential", "private_key", "privatekey", "authorization", "cookie", "csrf", "xsrf", "sessionid", "session_key", "connection_string", "mysql_pwd",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Ends = ["token", "pwd", "auth", "passwort", "dsn"];

    /// <summary>Whether what stands under that name is a secret.</summary>
    public static bool IsSecret(string name) =>
        name.AsSpan().ContainsAny(Words) || Ends.Any(end => IsLastWord(name, end));

    /// <summary><c>auth_token</c> and <c>userToken</c> end in the word, <c>author</c> does not.</summary>
    private static bool IsLastWord(string name, string word) =>
        name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
        && (name.Length == word.Length || !char.IsLetter(name[name.Length - word.Length - 1]) || char.IsUpper(name[name.Length - word.Length]));
}
