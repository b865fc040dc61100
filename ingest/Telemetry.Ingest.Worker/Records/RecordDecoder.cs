using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>
/// Reads the records of OTLP requests straight into the columns of one block: no object per record. A record goes in whole or not at
/// all. Not thread-safe.
/// </summary>
internal abstract class RecordDecoder
{
    private readonly ResourceColumns _resourceColumns;
    private readonly ScopeColumns _scopeColumns;
    private readonly ResourceRow _resource;
    private readonly ScopeRow _scope;
    private Range _resourcePlace;
    private Range _scopePlace;

    protected RecordDecoder(ResourceColumns resourceColumns, ScopeColumns scopeColumns)
    {
        _resourceColumns = resourceColumns;
        _scopeColumns = scopeColumns;
        _resource = new ResourceRow(Scratch);
        _scope = new ScopeRow(Scratch);
    }

    /// <summary>Shared by the parts of the decoder.</summary>
    protected DecoderScratch Scratch { get; } = new();

    /// <summary>The frame's project.</summary>
    protected ProjectId Project { get; private set; }

    /// <summary>The times its records may carry.</summary>
    protected TimeWindow Window { get; private set; }

    /// <summary>Goes over to a frame.</summary>
    public void Begin(in IntakeFrame frame, RequestBudget budget)
    {
        Project = frame.Project;
        Window = new TimeWindow(frame);
        Scratch.Budget = budget;
        // The default range is no place in a payload, for a message lies behind its tag.
        _resourcePlace = default;
        _scopePlace = default;
    }

    /// <summary>Appends the record at which the cursor stands.</summary>
    /// <returns>Null when it is in the block; else why it is not.</returns>
    public DropReason? Append(ReadOnlySpan<byte> payload, RequestCursor cursor)
    {
        if (!cursor.Resource.Equals(_resourcePlace))
        {
            _resourcePlace = cursor.Resource;
            _resource.Read(payload[_resourcePlace], _resourceColumns);
        }

        if (!cursor.Scope.Equals(_scopePlace))
        {
            _scopePlace = cursor.Scope;
            _scope.Read(payload[_scopePlace], _scopeColumns);
        }

        if ((_resource.Fault ?? _scope.Fault) is { } fault)
        {
            return fault;
        }

        if (!Scratch.Budget.TryRepeat(_resource.Attributes.Values.Encoded.Length + _scope.Attributes.Values.Encoded.Length))
        {
            _resource.Strip();
            _scope.Strip();
        }

        return Append(payload[cursor.Record], _resource, _scope);
    }

    /// <summary>Appends a record.</summary>
    protected abstract DropReason? Append(ReadOnlySpan<byte> record, ResourceRow resource, ScopeRow scope);
}
