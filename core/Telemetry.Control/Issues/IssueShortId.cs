namespace Telemetry.Control.Issues;

/// <summary>What people call an issue: <c>APP-17</c>. Written once, so that it stays when the project is renamed.</summary>
internal static class IssueShortId
{
    private const int MaxPrefixLength = 16;
    private const string Nameless = "ISSUE";

    /// <summary>The project's letters and digits as capitals; other characters separate.</summary>
    public static string Of(string projectName, long number)
    {
        string[] words = string.Concat(projectName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string prefix = string.Join('-', words);
        prefix = prefix.Length <= MaxPrefixLength ? prefix : prefix[..MaxPrefixLength].TrimEnd('-');
        return $"{(prefix.Length == 0 ? Nameless : prefix)}-{number}";
    }
}
