using Telemetry.Model;

namespace Telemetry.Control.Tokens;

/// <summary>Whom an API token stands for and what it may see.</summary>
/// <param name="Name">For audit and messages, for example <c>bootstrap administrator</c>. Not a secret.</param>
/// <param name="IsAdministrator">May see and change everything.</param>
/// <param name="Projects">What it may see otherwise.</param>
public sealed record ApiTokenGrant(string Name, bool IsAdministrator, IReadOnlyList<ProjectId> Projects)
{
    /// <summary>The owner of what is made without an account, in the process's own name.</summary>
    public const string BootstrapOwner = "bootstrap";

    /// <summary>What it may do. More than <see cref="TokenScope.Read"/> only when it is said.</summary>
    public TokenScope Scope { get; init; } = IsAdministrator ? TokenScope.Admin : TokenScope.Read;

    /// <summary>Whether it may see all projects, also those made later.</summary>
    public bool IsForAllProjects { get; init; } = IsAdministrator;

    /// <summary>Whose it is: an account's id, or <see cref="BootstrapOwner"/>.</summary>
    public string Owner { get; init; } = BootstrapOwner;

    /// <summary>Whether the token may read that project.</summary>
    public bool MaySee(ProjectId project) => IsForAllProjects || Projects.Contains(project);

    /// <summary>Whether it may do things of that kind.</summary>
    public bool Allows(TokenScope scope) => Scope >= scope;
}
