using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>
/// Counts the items of a request without reading them: request, resource, scope, item. What lies inside an item, a resource or a scope is
/// stepped over by its length; a record that is broken inside is dropped and counted by the worker, so that its neighbours are kept.
/// Why no deeper: docs/adr/0031.
/// </summary>
internal ref struct OtlpWalker
{
    // The three signals share their numbers: resource_logs / resource_spans / resource_metrics = 1, scope_… = 2, log_records / spans / metrics = 2.
    private static readonly uint ResourceTag = WireReader.MessageTag(1);
    private static readonly uint ScopeTag = WireReader.MessageTag(2);
    private static readonly uint ItemTag = WireReader.MessageTag(2);

    // Metric.data: gauge 5, sum 7, histogram 9, exponential_histogram 10, summary 11; in each of them data_points = 1.
    private static readonly uint[] MetricDataTags = [.. new[] { 5, 7, 9, 10, 11 }.Select(WireReader.MessageTag)];
    private static readonly uint PointTag = WireReader.MessageTag(1);

    private readonly bool _hasPoints;
    private WireReader _reader;
    private int _items;

    private OtlpWalker(ReadOnlySpan<byte> request, Signal signal)
    {
        _reader = new WireReader(request);
        _hasPoints = signal == Signal.Metrics;
    }

    /// <summary>Walks an <c>Export…ServiceRequest</c>. Costs about as much as copying it.</summary>
    public static WalkResult Walk(ReadOnlySpan<byte> request, Signal signal)
    {
        var walker = new OtlpWalker(request, signal);
        bool sound = walker.WalkRequest();
        return new WalkResult(walker._items, sound ? null : $"Not valid protobuf: {walker._reader.Error} at byte {walker._reader.Position}.");
    }

    private bool WalkRequest()
    {
        while (!_reader.AtEnd)
        {
            uint tag = _reader.ReadTag();
            if (tag == 0 || !(tag == ResourceTag ? WalkResource() : _reader.Skip(tag, depth: 0)))
            {
                return false;
            }
        }

        return true;
    }

    private bool WalkResource()
    {
        int outerEnd = _reader.Enter();
        while (outerEnd >= 0 && !_reader.AtEnd)
        {
            uint tag = _reader.ReadTag();
            if (tag == 0 || !(tag == ScopeTag ? WalkScope() : _reader.Skip(tag, depth: 1)))
            {
                return false;
            }
        }

        _reader.Leave(outerEnd);
        return outerEnd >= 0;
    }

    private bool WalkScope()
    {
        int outerEnd = _reader.Enter();
        while (outerEnd >= 0 && !_reader.AtEnd)
        {
            uint tag = _reader.ReadTag();
            if (tag == 0 || !(tag == ItemTag && _hasPoints ? WalkMetric() : _reader.Skip(tag, depth: 2)))
            {
                return false;
            }

            _items += tag == ItemTag && !_hasPoints ? 1 : 0;
        }

        _reader.Leave(outerEnd);
        return outerEnd >= 0;
    }

    private bool WalkMetric()
    {
        int outerEnd = _reader.Enter();
        int itemsBefore = _items;
        uint data = 0;
        while (outerEnd >= 0 && !_reader.AtEnd)
        {
            uint tag = _reader.ReadTag();
            if (!MetricDataTags.Contains(tag))
            {
                if (tag == 0 || !_reader.Skip(tag, depth: 3))
                {
                    return false;
                }

                continue;
            }

            // Of several members of a oneof the last one counts; the same one twice is merged.
            _items = tag == data ? _items : itemsBefore;
            data = tag;
            if (!WalkPoints())
            {
                return false;
            }
        }

        _reader.Leave(outerEnd);
        return outerEnd >= 0;
    }

    private bool WalkPoints()
    {
        int outerEnd = _reader.Enter();
        while (outerEnd >= 0 && !_reader.AtEnd)
        {
            uint tag = _reader.ReadTag();
            if (tag == 0 || !_reader.Skip(tag, depth: 4))
            {
                return false;
            }

            _items += tag == PointTag ? 1 : 0;
        }

        _reader.Leave(outerEnd);
        return outerEnd >= 0;
    }
}
