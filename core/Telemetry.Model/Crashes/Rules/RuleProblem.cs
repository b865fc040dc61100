namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line of a project's rules that cannot be used. The other lines hold.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1: where in the line.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
public sealed record RuleProblem(int Line, int Column, string Text, string Expected);
