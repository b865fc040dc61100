using System.Text;
using Telemetry.Storage.Logs.Patterns;

namespace Telemetry.Query.Api.Logs;

/// <summary>A template as a term of the query language.</summary>
internal static class PatternTerm
{
    private const string Escaped = "*\\\"()[],:-";

    /// <summary>For example <c>message:done\ in\ *\ ms</c>.</summary>
    public static string Write(string template)
    {
        var term = new StringBuilder("message:");
        string text = template.Replace(LogPatternReader.Variable, "\0", StringComparison.Ordinal);

        // Where a value starts, these compare.
        if (text is ['<' or '>', ..])
        {
            term.Append('*');
        }

        foreach (char character in text)
        {
            // What changes, and what a query cannot hold.
            if (char.IsControl(character))
            {
                term.Append('*');
                continue;
            }

            if (char.IsWhiteSpace(character) || Escaped.Contains(character, StringComparison.Ordinal))
            {
                term.Append('\\');
            }

            term.Append(character);
        }

        return term.ToString();
    }
}
