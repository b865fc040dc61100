namespace Telemetry.Control.Issues;

/// <summary>Who changes an issue.</summary>
/// <param name="Owner">As tokens name their owners: an account's id; null: the server itself.</param>
/// <param name="Name">What others call them; null: the server itself.</param>
public sealed record IssueActor(string? Owner, string? Name)
{
    /// <summary>Nobody: a crash or time did it.</summary>
    public static IssueActor Server { get; } = new(null, null);
}
