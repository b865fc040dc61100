using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>A log record with its place among those of the same nanosecond.</summary>
internal readonly record struct HashedLog(StoredLog Log, ulong Hash);

/// <summary>
/// Gathers a page from what the statements answer. One record more than the page holds is asked for: it tells whether there is a next page, and
/// whether the page would end among records of the same nanosecond.
/// </summary>
internal sealed class LogPageBuilder(TimeWindow window, int limit)
{
    private readonly List<StoredLog> _rows = [];
    private UnixNanoseconds _lookedBackTo = window.To;
    private bool _isComplete;
    private LogCursor? _next;

    /// <summary>Records still to be asked for, the one too many included.</summary>
    public int Missing => limit + 1 - _rows.Count;

    /// <summary>Whether nothing more need be read.</summary>
    public bool IsFull => _next is not null || _rows.Count > limit;

    /// <summary>Whether any step has been read.</summary>
    public bool HasLooked { get; private set; }

    /// <summary>Adds a step's records, newest first.</summary>
    public void Add(TimeWindow step, List<StoredLog> rows)
    {
        _rows.AddRange(rows);
        _lookedBackTo = step.From;
        HasLooked = true;
    }

    /// <summary>Adds records of one nanosecond, ordered by hash, which follow a place among them.</summary>
    public void AddSameTime(UnixNanoseconds timestamp, LogTie after, List<HashedLog> rows)
    {
        int room = limit - _rows.Count;
        _rows.AddRange(rows.Take(room).Select(row => row.Log));
        if (rows.Count > room)
        {
            ulong hash = rows[room - 1].Hash;
            int equal = rows.Take(room).Count(row => row.Hash == hash) + (hash == after.Hash ? after.Equal : 0);
            _next = new LogCursor(timestamp, new LogTie(hash, equal));
        }
    }

    /// <summary>Says that the whole range has been read.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>
    /// The nanosecond in which the page ends in the middle, when it does: its records are taken out again, to be read in their own order. Null else.
    /// </summary>
    public UnixNanoseconds? SplitLastTime()
    {
        if (_rows.Count <= limit || _rows[limit].Timestamp != _rows[limit - 1].Timestamp)
        {
            return null;
        }

        UnixNanoseconds split = _rows[limit].Timestamp;
        _rows.RemoveAll(row => row.Timestamp == split);
        _next = new LogCursor(split, null);
        return split;
    }

    /// <summary>The page.</summary>
    public StoredLogPage Build()
    {
        if (_rows.Count > limit)
        {
            _rows.RemoveAt(limit);
            _next = new LogCursor(_rows[^1].Timestamp, null);
        }
        else if (!_isComplete)
        {
            _next ??= new LogCursor(_lookedBackTo, null);
        }

        UnixNanoseconds from = _next?.Timestamp ?? window.From;
        return new StoredLogPage(_rows, _next, window with { From = from });
    }
}
