namespace Telemetry.Model.Crashes.Rules;

/// <summary>Reads conditions: <c>key:pattern</c>, <c>!key:pattern</c>.</summary>
internal static class RuleConditions
{
    /// <summary>Reads one; exactly one of the two is null.</summary>
    public static (RuleMatcher? Matcher, RuleFault? Fault) Read(RuleWord word)
    {
        bool isNegated = word.Text.StartsWith('!');
        string rest = isNegated ? word.Text[1..] : word.Text;
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return (null, new RuleFault(word.Column, $"\"{word.Text}\" is no condition.", "A condition such as error.type:Name, stack.function:save_* or tags.channel:beta."));
        }

        if (rest.Length == colon + 1)
        {
            return (null, new RuleFault(word.Column + word.Text.Length, $"The pattern of \"{word.Text}\" is missing.", "A pattern behind the colon, without a blank; in quotes when there are blanks in it."));
        }

        return RuleMatcher.Create(rest[..colon], rest[(colon + 1)..], isNegated) is { } matcher
            ? (matcher, null)
            : (null, new RuleFault(word.Column, $"\"{rest[..colon]}\" is nothing a rule can look at.", $"One of {RuleMatcher.Keys}."));
    }
}
