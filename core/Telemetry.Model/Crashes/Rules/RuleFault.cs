namespace Telemetry.Model.Crashes.Rules;

/// <summary>Why a line is no rule.</summary>
/// <param name="Column">From 1, in the line as it is parsed.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
internal sealed record RuleFault(int Column, string Text, string Expected);
