namespace Telemetry.Ingest.Worker.Protobuf;

/// <summary>
/// Walks the records of an <c>ExportLogsServiceRequest</c> or <c>ExportTraceServiceRequest</c>, which are built alike: a request holds
/// resources, a resource holds scopes, a scope holds records. Keeps positions only, so that a walk can pause while a full block is sent.
/// A part whose fields cannot be told apart ends there; the walk goes on behind it.
/// </summary>
internal sealed class RequestCursor
{
    private const uint Resources = (1 << 3) | WireTag.Bytes;
    private const uint Scopes = (2 << 3) | WireTag.Bytes;
    private const uint Records = (2 << 3) | WireTag.Bytes;

    private Level _request;
    private Level _resource;
    private Level _scope;

    /// <summary>The current <c>ResourceLogs</c> or <c>ResourceSpans</c>, as a place in the payload.</summary>
    public Range Resource => _resource.Place;

    /// <summary>The current <c>ScopeLogs</c> or <c>ScopeSpans</c>.</summary>
    public Range Scope => _scope.Place;

    /// <summary>The current <c>LogRecord</c> or <c>Span</c>.</summary>
    public Range Record { get; private set; }

    /// <summary>Goes to the start of a payload.</summary>
    public void Start(ReadOnlySpan<byte> payload)
    {
        _request = new Level(0..payload.Length);
        _resource = default;
        _scope = default;
    }

    /// <summary>Moves to the next record of the same payload. False at the end.</summary>
    public bool MoveNext(ReadOnlySpan<byte> payload)
    {
        while (true)
        {
            if (_scope.TryFind(payload, Records, out Range record))
            {
                Record = record;
                return true;
            }

            if (_resource.TryFind(payload, Scopes, out Range scope))
            {
                _scope = new Level(scope);
            }
            else if (_request.TryFind(payload, Resources, out Range resource))
            {
                _resource = new Level(resource);
                _scope = default;
            }
            else
            {
                return false;
            }
        }
    }

    /// <summary>A message on the way down, and how far it was read.</summary>
    private struct Level(Range place)
    {
        private int _position = place.Start.Value;

        public Range Place { get; } = place;

        /// <summary>Finds the next field with that tag and moves behind it.</summary>
        public bool TryFind(ReadOnlySpan<byte> payload, uint tag, out Range place)
        {
            WireReader reader = new(payload[_position..Place.End.Value], 0);
            while (reader.NextField())
            {
                if (reader.Tag == tag)
                {
                    int length = reader.ReadBytes().Length;
                    int fieldEnd = _position + reader.Position;
                    if (reader.Fault is null)
                    {
                        place = (fieldEnd - length)..fieldEnd;
                        _position = fieldEnd;
                        return true;
                    }
                }
                else
                {
                    reader.Skip();
                }
            }

            place = default;
            _position = Place.End.Value;
            return false;
        }
    }
}
