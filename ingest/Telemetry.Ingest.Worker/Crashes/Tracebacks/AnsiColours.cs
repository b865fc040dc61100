using System.Text;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>Escape sequences of terminals; Python 3.13 and later colour their tracebacks.</summary>
internal static class AnsiColours
{
    private const char Escape = '\u001b';

    /// <summary>The line without them.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        if (!line.Contains(Escape))
        {
            return line;
        }

        StringBuilder plain = new(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == Escape && i + 1 < line.Length && line[i + 1] == '[')
            {
                i = EndOfSequence(line, i + 2);
            }
            else
            {
                plain.Append(line[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>Digits and semicolons, then one letter.</summary>
    private static int EndOfSequence(ReadOnlySpan<char> line, int start)
    {
        int end = start;
        while (end < line.Length && (char.IsAsciiDigit(line[end]) || line[end] == ';'))
        {
            end++;
        }

        return end;
    }
}
