using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>
/// What all records of one <c>ResourceLogs</c> or <c>ResourceSpans</c> have in common, read once and then repeated by number and by copy.
/// The resource may stand behind the records on the wire, so it is looked for before they are read.
/// </summary>
internal sealed class ResourceRow(DecoderScratch scratch)
{
    private const int Depth = 1;
    private const uint ResourceField = (1 << 3) | WireTag.Bytes;
    private const uint SchemaUrlField = (3 << 3) | WireTag.Bytes;
    private const uint AttributesField = (1 << 3) | WireTag.Bytes;
    private const uint DroppedField = (2 << 3) | WireTag.Varint;

    private readonly AttributeRow _attributes = new(scratch, IngestLimits.MaxSharedAttributeBytes);
    private readonly PromotedAttribute _service = new("service.name");
    private readonly PromotedAttribute _release = new("service.version");
    private readonly PromotedAttribute _environment = new("deployment.environment.name", "deployment.environment");

    /// <summary>The attributes.</summary>
    public MapRow Attributes => _attributes.Pairs;

    /// <summary>Numbers in the block's dictionaries.</summary>
    public uint ServiceName { get; private set; }

    /// <inheritdoc cref="ServiceName" />
    public uint Release { get; private set; }

    /// <inheritdoc cref="ServiceName" />
    public uint Environment { get; private set; }

    /// <inheritdoc cref="ServiceName" />
    public uint SchemaUrl { get; private set; }

    /// <summary>What is wrong with it, if anything; then its records cannot be stored.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>Reads it.</summary>
    /// <param name="message">The <c>ResourceLogs</c> or <c>ResourceSpans</c>.</param>
    /// <param name="columns">Where it will be stored.</param>
    public void Read(ReadOnlySpan<byte> message, ResourceColumns columns)
    {
        MergedMessage resource = default;
        ReadOnlySpan<byte> schemaUrl = default;
        WireReader reader = new(message, Depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case ResourceField:
                    resource.Add(reader.ReadBytes());
                    break;
                case SchemaUrlField:
                    schemaUrl = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Clear(columns);
        Fault = reader.Fault ?? resource.Fault ?? ReadAttributes(resource.Bytes, columns);
        ServiceName = _service.NumberIn(columns.ServiceName, scratch.Texts, _attributes.Marks);
        Release = _release.NumberIn(columns.Release, scratch.Texts, _attributes.Marks);
        Environment = _environment.NumberIn(columns.Environment, scratch.Texts, _attributes.Marks);
        SchemaUrl = columns.SchemaUrl is null ? 0 : scratch.Texts.NumberIn(columns.SchemaUrl, schemaUrl, "resource.schema_url"u8, _attributes.Marks);
        _attributes.End();
    }

    /// <summary>Keeps the columns but gives up the attributes, which were repeated too often; a mark says so.</summary>
    public void Strip() => _attributes.Strip("resource"u8);

    private void Clear(ResourceColumns columns)
    {
        _attributes.Begin(columns.Attributes);
        _service.Clear();
        _release.Clear();
        _environment.Clear();
    }

    private DropReason? ReadAttributes(ReadOnlySpan<byte> resource, ResourceColumns columns)
    {
        ulong dropped = 0;
        WireReader reader = new(resource, Depth + 1);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case AttributesField:
                    if (ReadAttribute(reader.ReadBytes(), columns) is { } fault)
                    {
                        return fault;
                    }

                    break;
                case DroppedField:
                    dropped = (uint)reader.ReadVarint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        _attributes.Marks.AddCount(Mark.DroppedAttributes, dropped);
        return reader.Fault;
    }

    private DropReason? ReadAttribute(ReadOnlySpan<byte> message, ResourceColumns columns)
    {
        int before = Attributes.Count;
        if (_attributes.Add(message, Depth + 2) is { } fault)
        {
            return fault;
        }

        if (Attributes.Count > before)
        {
            ReadOnlySpan<byte> key = columns.Attributes.Keys[Attributes.Keys[^1]];
            _ = _service.TryTake(key, Attributes.Values.Last)
                || _release.TryTake(key, Attributes.Values.Last)
                || _environment.TryTake(key, Attributes.Values.Last);
        }

        return null;
    }
}
