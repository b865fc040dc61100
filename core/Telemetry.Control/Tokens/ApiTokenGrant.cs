using Telemetry.Model;

namespace Telemetry.Control.Tokens;

/// <summary>Whom an API token stands for and what it may see.</summary>
/// <param name="Name">For audit and messages, for example <c>bootstrap administrator</c>. Not a secret.</param>
/// <param name="IsAdministrator">May see and change everything.</param>
/// <param name="Projects">What it may see otherwise.</param>
public sealed record ApiTokenGrant(string Name, bool IsAdministrator, IReadOnlyList<ProjectId> Projects)
{
    /// <summary>Whether the token may read that project.</summary>
    public bool MaySee(ProjectId project) => IsAdministrator || Projects.Contains(project);
}
