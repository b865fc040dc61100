using System.Text;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line of rules, cut at blanks; text in quotes is one word, with <c>\"</c> for a quote.</summary>
internal static class RuleWords
{
    /// <summary>The words. Quotes are taken off.</summary>
    public static IReadOnlyList<string> Of(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isQuoted = false;
        bool hasWord = false;
        for (int i = 0; i < line.Length; i++)
        {
            char character = line[i];
            if (isQuoted && character == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\')
            {
                word.Append(line[++i]);
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
                hasWord = true;
            }
            else if (char.IsWhiteSpace(character) && !isQuoted)
            {
                Take(words, word, ref hasWord);
            }
            else
            {
                hasWord = true;
                word.Append(character);
            }
        }

        Take(words, word, ref hasWord);
        return words;
    }

    /// <summary>Reads <c>!key:pattern</c>; null when it is none, or the key is unknown.</summary>
    public static RuleMatcher? ToMatcher(string word)
    {
        bool isNegated = word.StartsWith('!');
        string rest = isNegated ? word[1..] : word;
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? RuleMatcher.Create(rest[..colon], rest[(colon + 1)..], isNegated) : null;
    }

    private static void Take(List<string> words, StringBuilder word, ref bool hasWord)
    {
        if (hasWord)
        {
            words.Add(word.ToString());
        }

        word.Clear();
        hasWord = false;
    }
}
