namespace Telemetry.Control.Views;

/// <summary>A row of <c>saved_views</c>.</summary>
internal sealed class SavedViewRow
{
    public required string Id { get; set; }

    public required long ProjectId { get; set; }

    public required string Owner { get; set; }

    public required string OwnerName { get; set; }

    public required string Name { get; set; }

    public required string Path { get; set; }

    public required string Query { get; set; }

    public required long CreatedAtMilliseconds { get; set; }
}
