namespace Telemetry.Web.Issues;

/// <summary>An order of the list of issues.</summary>
/// <param name="Code">In addresses and for the API.</param>
/// <param name="Label">For people.</param>
internal sealed record IssueSort(string Code, string Label)
{
    /// <summary>All of them; the first is what an address means that names none.</summary>
    public static IReadOnlyList<IssueSort> All { get; } =
        [new("last_seen", "Last seen"), new("first_seen", "First seen"), new("events", "Events"), new("users", "Users"), new("priority", "Priority")];

    /// <summary>The order with this code, or the first.</summary>
    public static IssueSort Find(string? code) => All.FirstOrDefault(sort => sort.Code == code) ?? All[0];
}
