namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line of a project's rules that cannot be used. The other lines hold.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Text">What is wrong, and what would be right.</param>
public sealed record RuleProblem(int Line, string Text);
