namespace Telemetry.Control.Projects;

/// <summary>A row of <c>ingest_keys</c>.</summary>
internal sealed class IngestKeyRow
{
    public long Id { get; set; }

    public long ProjectId { get; set; }

    public ProjectRow? Project { get; set; }

    public string Name { get; set; } = "";

    public required string Key { get; set; }

    public required byte[] KeyHash { get; set; }

    public long? MaxItemsPerSecond { get; set; }

    public long? MaxBytesPerSecond { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    /// <summary>May lie ahead: until then the key works.</summary>
    public long? RevokedAtMilliseconds { get; set; }
}
