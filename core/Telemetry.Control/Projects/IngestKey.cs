using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>An ingest key as its project's people see it.</summary>
/// <param name="Id">Never reused; the ledger counts by it.</param>
/// <param name="Project">Where everything sent with it goes.</param>
/// <param name="Name">What people call it; may be empty.</param>
/// <param name="Text">What clients send. Public by nature, as it ships inside applications.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">From when on it does not work; may lie ahead. Null: it works.</param>
public sealed record IngestKey(IngestKeyId Id, ProjectId Project, string Name, string Text, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
