using Telemetry.Query.Contracts;

namespace Telemetry.Web.Rules;

/// <summary>A line that is no rule, with the text of the line cut where the mistake is.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Before">The line up to the mistake.</param>
/// <param name="Marked">The word with the mistake; empty at the end of a line.</param>
/// <param name="After">The rest.</param>
internal sealed record RuleLine(RuleProblemItem Problem, string Before, string Marked, string After)
{
    private const int MaxAround = 80;

    /// <summary>Cuts the text of rules where a problem says.</summary>
    public static RuleLine Of(string text, RuleProblemItem problem)
    {
        string line = text.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(problem.Line - 1) ?? "";
        int start = Math.Clamp(problem.Column - 1, 0, line.Length);
        int blank = line.IndexOf(' ', start);
        int end = Math.Min(blank < 0 ? line.Length : blank, start + MaxAround);
        string before = start > MaxAround ? "…" + line[(start - MaxAround)..start] : line[..start];
        string after = line.Length - end > MaxAround ? line[end..(end + MaxAround)] + "…" : line[end..];
        return new RuleLine(problem, before, line[start..end], after);
    }
}
