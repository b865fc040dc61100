namespace Telemetry.Model.Crashes.Rules;

/// <summary>The lines of a project's rules, without comments and blank ones.</summary>
internal static class RuleLines
{
    /// <summary>Number and text of each. Too many, or too long ones, are problems.</summary>
    public static IEnumerable<(int Number, string Line)> Of(string text, int maxLines, List<RuleProblem> problems)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (i >= maxLines)
            {
                problems.Add(new RuleProblem(i + 1, $"Only the first {maxLines} lines are used."));
                yield break;
            }

            if (line.Length > CrashLimits.Value)
            {
                problems.Add(new RuleProblem(i + 1, $"Longer than {CrashLimits.Value} characters."));
                continue;
            }

            yield return (i + 1, line);
        }
    }
}
