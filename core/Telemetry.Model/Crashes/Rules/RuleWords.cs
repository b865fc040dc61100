using System.Text;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line of rules, cut at blanks; text in quotes is one word, with <c>\"</c> for a quote.</summary>
internal static class RuleWords
{
    /// <summary>The words. Quotes are taken off.</summary>
    /// <param name="line">The line, or a part of it.</param>
    /// <param name="start">Where that part begins in the line, from 0.</param>
    public static IReadOnlyList<RuleWord> Of(string line, int start = 0)
    {
        List<RuleWord> words = [];
        StringBuilder word = new();
        bool isQuoted = false;
        int begin = -1;
        for (int i = 0; i < line.Length; i++)
        {
            char character = line[i];
            if (char.IsWhiteSpace(character) && !isQuoted)
            {
                Take(words, word, start, ref begin);
                continue;
            }

            begin = begin < 0 ? i : begin;
            if (isQuoted && character == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\')
            {
                word.Append(line[++i]);
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                word.Append(character);
            }
        }

        Take(words, word, start, ref begin);
        return words;
    }

    /// <summary>Where a mark stands outside of quotes, from 0; -1 for nowhere.</summary>
    public static int IndexOf(string line, string mark, int start = 0)
    {
        bool isQuoted = false;
        for (int i = start; i < line.Length; i++)
        {
            if (!isQuoted && string.CompareOrdinal(line, i, mark, 0, mark.Length) == 0)
            {
                return i;
            }

            i += isQuoted && line[i] == '\\' ? 1 : 0;
            isQuoted = i < line.Length && line[i] == '"' ? !isQuoted : isQuoted;
        }

        return -1;
    }

    /// <summary>Why the quotes of a line are wrong; null when they are not.</summary>
    public static RuleFault? CheckQuotes(string line)
    {
        int open = -1;
        for (int i = 0; i < line.Length; i++)
        {
            i += open >= 0 && line[i] == '\\' ? 1 : 0;
            open = i < line.Length && line[i] == '"' ? (open < 0 ? i : -1) : open;
        }

        return open < 0 ? null : new RuleFault(open + 1, "The quote is not closed.", "A second \" where the text ends; \\\" stands for a quote inside.");
    }

    private static void Take(List<RuleWord> words, StringBuilder word, int start, ref int begin)
    {
        if (begin >= 0)
        {
            words.Add(new RuleWord(word.ToString(), start + begin + 1));
        }

        word.Clear();
        begin = -1;
    }
}
