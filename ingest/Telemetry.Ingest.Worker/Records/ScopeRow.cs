using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>What all records of one <c>ScopeLogs</c> or <c>ScopeSpans</c> have in common; see <see cref="ResourceRow"/>.</summary>
internal sealed class ScopeRow(DecoderScratch scratch)
{
    private const int Depth = 2;
    private const uint ScopeField = (1 << 3) | WireTag.Bytes;
    private const uint SchemaUrlField = (3 << 3) | WireTag.Bytes;
    private const uint NameField = (1 << 3) | WireTag.Bytes;
    private const uint VersionField = (2 << 3) | WireTag.Bytes;
    private const uint AttributesField = (3 << 3) | WireTag.Bytes;
    private const uint DroppedField = (4 << 3) | WireTag.Varint;

    private readonly AttributeRow _attributes = new(scratch, IngestLimits.MaxSharedAttributeBytes);

    /// <summary>The attributes.</summary>
    public MapRow Attributes => _attributes.Pairs;

    /// <summary>Numbers in the block's dictionaries.</summary>
    public uint Name { get; private set; }

    /// <inheritdoc cref="Name" />
    public uint Version { get; private set; }

    /// <inheritdoc cref="Name" />
    public uint SchemaUrl { get; private set; }

    /// <summary>What is wrong with it, if anything; then its records cannot be stored.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>Reads it.</summary>
    /// <param name="message">The <c>ScopeLogs</c> or <c>ScopeSpans</c>.</param>
    /// <param name="columns">Where it will be stored.</param>
    public void Read(ReadOnlySpan<byte> message, ScopeColumns columns)
    {
        MergedMessage scope = default;
        ReadOnlySpan<byte> schemaUrl = default;
        WireReader reader = new(message, Depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case ScopeField:
                    scope.Add(reader.ReadBytes());
                    break;
                case SchemaUrlField:
                    schemaUrl = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        _attributes.Begin(columns.Attributes);
        Fault = reader.Fault ?? scope.Fault ?? ReadScope(scope.Bytes, columns);
        SchemaUrl = columns.SchemaUrl is null ? 0 : scratch.Texts.NumberIn(columns.SchemaUrl, schemaUrl, "scope.schema_url"u8, _attributes.Marks);
        _attributes.End();
    }

    /// <inheritdoc cref="ResourceRow.Strip" />
    public void Strip() => _attributes.Strip("scope"u8);

    private DropReason? ReadScope(ReadOnlySpan<byte> scope, ScopeColumns columns)
    {
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> version = default;
        uint dropped = 0;
        DropReason? fault = null;
        WireReader reader = new(scope, Depth + 1);
        while (fault is null && reader.NextField())
        {
            switch (reader.Tag)
            {
                case NameField:
                    name = reader.ReadBytes();
                    break;
                case VersionField:
                    version = reader.ReadBytes();
                    break;
                case AttributesField:
                    fault = _attributes.Add(columns.AttributePrefix, reader.ReadBytes(), Depth + 2);
                    break;
                case DroppedField:
                    dropped = (uint)reader.ReadVarint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Name = scratch.Texts.NumberIn(columns.Name, name, "scope.name"u8, _attributes.Marks);
        Version = scratch.Texts.NumberIn(columns.Version, version, "scope.version"u8, _attributes.Marks);
        _attributes.Marks.AddCount(columns.DroppedAttributesKey, dropped);
        return fault ?? reader.Fault;
    }
}
