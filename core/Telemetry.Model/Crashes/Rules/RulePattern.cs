using System.Text;
using System.Text.RegularExpressions;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A glob of a rule: <c>*</c>, <c>?</c>, and in paths <c>**</c>, which alone crosses slashes. Matches the whole text, in linear time.</summary>
internal sealed class RulePattern
{
    private readonly Regex _regex;
    private readonly bool _isPath;

    /// <summary>A pattern.</summary>
    public RulePattern(string glob, bool isPath, bool ignoreCase)
    {
        _isPath = isPath;
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture;
        _regex = new Regex(ToRegex(isPath ? glob.Replace('\\', '/') : glob, isPath), ignoreCase ? options | RegexOptions.IgnoreCase : options);
    }

    /// <summary>Whether all of the text is meant.</summary>
    public bool IsMatch(string? text) => text is not null && _regex.IsMatch(_isPath ? text.Replace('\\', '/') : text);

    private static string ToRegex(string glob, bool isPath)
    {
        StringBuilder regex = new("^(?:");
        for (int i = 0; i < glob.Length; i++)
        {
            bool isDouble = glob[i] == '*' && i + 1 < glob.Length && glob[i + 1] == '*';
            regex.Append(glob[i] switch
            {
                '*' when !isPath || isDouble => ".*",
                '*' => "[^/]*",
                '?' => isPath ? "[^/]" : ".",
                _ => Regex.Escape(glob[i].ToString()),
            });
            i += isDouble ? 1 : 0;
        }

        return regex.Append(")$").ToString();
    }
}
