namespace Telemetry.Model.Crashes.Rules;

/// <summary>The lines of a project's rules, without comments and blank ones.</summary>
internal static class RuleLines
{
    /// <summary>Reads one line: a fault, or null when the line was taken.</summary>
    public delegate RuleFault? LineReader(string line);

    /// <summary>Reads each line; what is wrong is told by line and column.</summary>
    public static IReadOnlyList<RuleProblem> Read(string text, LineReader read)
    {
        List<RuleProblem> problems = [];
        int number = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            if (++number > GroupingLimits.Lines)
            {
                problems.Add(new RuleProblem(number, 1, $"There are more than {GroupingLimits.Lines} lines.", "Fewer rules: one pattern with * often does the work of many lines."));
                break;
            }

            ReadOnlySpan<char> line = raw.Trim();
            if (line.Length > GroupingLimits.LineLength)
            {
                problems.Add(new RuleProblem(number, GroupingLimits.LineLength + 1, $"The line is longer than {GroupingLimits.LineLength} characters.", "A shorter line."));
            }
            else if (line.Length > 0 && line[0] != '#' && read(line.ToString()) is { } fault)
            {
                problems.Add(new RuleProblem(number, fault.Column + raw.IndexOfAnyExcept(' ', '\t'), fault.Text, fault.Expected));
            }
        }

        return problems;
    }
}
