namespace Telemetry.Query.Contracts;

/// <summary>The caller's saved views of a project, by name.</summary>
public sealed record SavedViewList(IReadOnlyList<SavedViewItem> Items);

/// <summary>The address of a page that somebody gave a name.</summary>
/// <param name="Id">Everybody who may see the project may open the view by it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Path">Path of the page: <c>/</c>, or of small letters, digits, hyphens and slashes.</param>
/// <param name="Query">What follows the question mark; empty for none.</param>
/// <param name="Owner">Name of whoever saved it.</param>
/// <param name="CreatedAt">RFC 3339, UTC.</param>
public sealed record SavedViewItem(string Id, string Name, string Path, string Query, string Owner, string CreatedAt);

/// <summary>Saves a view. One of the caller's with the same name becomes this one and keeps its id.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Path">As in <see cref="SavedViewItem"/>; at most 200 characters.</param>
/// <param name="Query">At most 8,000 characters.</param>
public sealed record NewSavedView(string? Name, string? Path, string? Query);
