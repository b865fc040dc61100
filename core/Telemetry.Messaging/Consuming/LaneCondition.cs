namespace Telemetry.Messaging.Consuming;

/// <summary>Keeps account of what fails on a lane, where two batches are in hand at a time and one may fail while the other does not. Thread-safe.</summary>
internal sealed class LaneCondition
{
    /// <summary>Stands for receiving, beside the ids of batches.</summary>
    public static readonly Guid Receiving = Guid.Empty;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, string> _failing = [];
    private readonly ConsumerState _state;
    private readonly TimeProvider _time;
    private LaneConsumption _now;

    public LaneCondition(Lane lane, ConsumerState state, TimeProvider time)
    {
        _state = state;
        _time = time;
        _now = new LaneConsumption(lane, null, "", null);
        state.Set(_now);
    }

    /// <summary>True when that is news: logged once per change, not once per attempt.</summary>
    public bool SetFailing(Guid what, string detail)
    {
        lock (_lock)
        {
            bool isNews = !_failing.ContainsValue(detail);
            _failing[what] = detail;
            _now = _now with { FailingSince = _now.FailingSince ?? _time.GetUtcNow(), Detail = detail };
            _state.Set(_now);
            return isNews;
        }
    }

    /// <summary>A batch was stored, so receiving works too. True when nothing fails any more and something did.</summary>
    public bool SetStored(Guid batchId)
    {
        lock (_lock)
        {
            bool wasFailing = _failing.Count > 0;
            _failing.Remove(Receiving);
            _failing.Remove(batchId);
            bool isWell = _failing.Count == 0;
            _now = _now with { LastStoredAt = _time.GetUtcNow(), FailingSince = isWell ? null : _now.FailingSince, Detail = isWell ? "" : _failing.Values.First() };
            _state.Set(_now);
            return wasFailing && isWell;
        }
    }

    /// <summary>The batch went back to the queue: whoever receives it next tells how it fares.</summary>
    public void Forget(Guid batchId)
    {
        lock (_lock)
        {
            if (_failing.Remove(batchId, out string? detail))
            {
                _failing.TryAdd(Receiving, detail);
            }
        }
    }
}
