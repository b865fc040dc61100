namespace Telemetry.Model.Crashes;

/// <summary>A name and its text: a tag, a local variable, a fact of the machine, an installed distribution and its version.</summary>
public sealed record NamedText(string Name, string Text);
