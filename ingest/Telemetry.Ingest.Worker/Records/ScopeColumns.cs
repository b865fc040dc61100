using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>The columns of a block that a scope fills. Spans have no column for its attributes: there they go among the span's own, behind a prefix.</summary>
internal sealed record ScopeColumns(
    LowCardinalityColumn Name,
    LowCardinalityColumn Version,
    LowCardinalityColumn? SchemaUrl,
    MapColumn Attributes,
    byte[] AttributePrefix,
    byte[] DroppedAttributesKey);
