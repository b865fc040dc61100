using Telemetry.Model;

namespace Telemetry.Control.Releases;

/// <summary>Something came from a release.</summary>
/// <param name="Project">Must exist.</param>
/// <param name="Version">The release's name; cut to 200 characters.</param>
/// <param name="SeenAt">When: that of the item, not of its arrival, so that what was held back does not make an old build the newest.</param>
public readonly record struct ReleaseSighting(ProjectId Project, string Version, DateTimeOffset SeenAt);
