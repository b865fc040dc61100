namespace Telemetry.Model.Issues;

/// <summary>What ownership rules look at in a crash.</summary>
/// <param name="Paths">Files of the frames of the application itself.</param>
/// <param name="Modules">Their modules.</param>
/// <param name="Url">Of the request; null for none.</param>
/// <param name="Tags">By name.</param>
public sealed record OwnershipSubject(IReadOnlyList<string> Paths, IReadOnlyList<string> Modules, string? Url, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Nothing that a rule could match.</summary>
    public static OwnershipSubject None { get; } = new([], [], null, new Dictionary<string, string>());
}
