namespace Telemetry.Model.Crashes.Rules;

/// <summary>A word of a line.</summary>
/// <param name="Text">Without its quotes.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct RuleWord(string Text, int Column);
