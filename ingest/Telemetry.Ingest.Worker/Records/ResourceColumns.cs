using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>The columns of a block that a resource fills; spans have none for the schema's address.</summary>
internal sealed record ResourceColumns(
    LowCardinalityColumn ServiceName,
    LowCardinalityColumn Release,
    LowCardinalityColumn Environment,
    LowCardinalityColumn? SchemaUrl,
    MapColumn Attributes);
