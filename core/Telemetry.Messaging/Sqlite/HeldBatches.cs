namespace Telemetry.Messaging.Sqlite;

/// <summary>The batches of a lane that are in the hands of this process, and whether the list of the others must be read anew. Thread-safe.</summary>
internal sealed class HeldBatches
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _ids = [];
    private bool _isOutOfDate = true;

    /// <summary>True at the beginning, after a return, and after a failure.</summary>
    public bool IsOutOfDate
    {
        get
        {
            lock (_lock)
            {
                return _isOutOfDate;
            }
        }
    }

    /// <summary>True when the caller has to read the list; what happens meanwhile counts for the next time.</summary>
    public bool TryBeginLoad()
    {
        lock (_lock)
        {
            bool isOutOfDate = _isOutOfDate;
            _isOutOfDate = false;
            return isOutOfDate;
        }
    }

    /// <summary>The list that was read cannot be trusted any more.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _isOutOfDate = true;
        }
    }

    public void Add(Guid id)
    {
        lock (_lock)
        {
            _ids.Add(id);
        }
    }

    /// <summary>A batch leaves our hands; one that is not settled must be found in the file again.</summary>
    public void Remove(Guid id, bool isSettled)
    {
        lock (_lock)
        {
            _ids.Remove(id);
            _isOutOfDate |= !isSettled;
        }
    }

    public bool Contains(Guid id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }
}
