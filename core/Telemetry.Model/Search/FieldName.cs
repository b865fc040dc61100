namespace Telemetry.Model.Search;

/// <summary>What may stand before a colon unquoted: a letter or <c>_</c>, then letters, digits and <c>_ . - / @ $</c>.</summary>
internal static class FieldName
{
    private const string Inner = "_.-/@$";

    /// <summary>Where the name that starts at <paramref name="start"/> ends; <paramref name="start"/> itself when none starts there.</summary>
    public static int EndOf(string text, int start)
    {
        if (start >= text.Length || !(char.IsLetter(text[start]) || text[start] == '_'))
        {
            return start;
        }

        int end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Inner.Contains(text[end], StringComparison.Ordinal)))
        {
            end++;
        }

        return end;
    }
}
