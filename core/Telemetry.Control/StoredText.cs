namespace Telemetry.Control;

/// <summary>Text from outside as every database can keep it.</summary>
internal static class StoredText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Without NUL, which PostgreSQL refuses, and without halves of characters, which have no UTF-8; cut to that many characters.</summary>
    public static string Clean(string text, int maxLength)
    {
        string cut = text.Length <= maxLength ? text : text[..maxLength];
        return IsClean(cut) ? cut : Mend(cut);
    }

    private static bool IsClean(string text) => !text.Contains('\0', StringComparison.Ordinal) && !text.Any(char.IsSurrogate);

    private static string Mend(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            bool isPaired = (char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]))
                || (char.IsLowSurrogate(source[i]) && i > 0 && char.IsHighSurrogate(source[i - 1]));
            target[i] = source[i] == '\0' || (char.IsSurrogate(source[i]) && !isPaired) ? Replacement : source[i];
        }
    });
}
