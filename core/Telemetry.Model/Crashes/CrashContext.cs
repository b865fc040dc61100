namespace Telemetry.Model.Crashes;

/// <summary>Values that belong together under a name: <c>device</c>, <c>request</c>, <c>extra</c>, what the application adds.</summary>
public sealed record CrashContext(string Name, IReadOnlyList<NamedText> Values);
