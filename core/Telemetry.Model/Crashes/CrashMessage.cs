namespace Telemetry.Model.Crashes;

/// <summary>A message, and what it was made of.</summary>
/// <param name="Text">As a person reads it.</param>
/// <param name="Template">Before the parameters were put in (<c>payment failed for %s</c>); null when unknown.</param>
/// <param name="Parameters">Each as text, in order.</param>
public sealed record CrashMessage(string Text, string? Template, IReadOnlyList<string> Parameters);
