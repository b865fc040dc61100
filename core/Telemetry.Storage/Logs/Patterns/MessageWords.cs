namespace Telemetry.Storage.Logs.Patterns;

/// <summary>The words of a message and the white space around them, so that a template can be searched for as it was written.</summary>
/// <param name="Words">Without white space.</param>
/// <param name="Gaps">White space before each word, and behind the last: one more than words, at both ends perhaps empty.</param>
internal readonly record struct MessageWords(string[] Words, string[] Gaps)
{
    /// <summary>Cuts a message.</summary>
    public static MessageWords Of(string text)
    {
        List<string> words = [], gaps = [];
        int position = 0;
        while (true)
        {
            int word = Run(text, position, isSpace: true);
            gaps.Add(text[position..word]);
            if (word == text.Length)
            {
                return new MessageWords([.. words], [.. gaps]);
            }

            position = Run(text, word, isSpace: false);
            words.Add(text[word..position]);
        }
    }

    /// <summary>Put together again.</summary>
    public override string ToString() => string.Concat(Gaps.Zip(Words.Append(""), (gap, word) => gap + word));

    private static int Run(string text, int from, bool isSpace)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]) == isSpace)
        {
            from++;
        }

        return from;
    }
}
