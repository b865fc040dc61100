namespace Telemetry.Query.Contracts;

/// <summary>The projects the token may see.</summary>
public sealed record ProjectList(IReadOnlyList<ProjectItem> Items);

/// <summary>A project.</summary>
/// <param name="Id">Decimal.</param>
/// <param name="Name">Shown to users.</param>
public sealed record ProjectItem(string Id, string Name);
