using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Logs;

/// <summary>
/// Tells how far the inserts of log records have come. All tails of the process share the answer: while nothing comes, any number of them costs
/// one question to the catalogue per tick, and no table is read.
/// </summary>
internal sealed class LogArrivals(QueryRunner runner, TimeProvider time)
{
    // A little under the tick of a tail, so that each tick of the first tail asks anew and those of the others do not.
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(400);

    private static readonly string FindNewest = SqlFile.Read("Logs.find_newest_block");

    private readonly Lock _gate = new();
    private Task<long>? _answer;
    private long _askedAt;

    /// <summary>The number of the newest insert; 0 when there was none. At most a moment old, or asked for now.</summary>
    /// <param name="fresh">Whether the answer must not be older than the call: for a place that another process may have handed out.</param>
    /// <param name="cancellationToken">Ends the wait; the question goes on for the others.</param>
    public Task<long> FindNewestAsync(bool fresh, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_answer is null || fresh || (_answer.IsCompleted && IsOld))
            {
                _askedAt = time.GetTimestamp();
                _answer = AskAsync();
            }

            return _answer.WaitAsync(cancellationToken);
        }
    }

    private bool IsOld => _answer is not { IsCompletedSuccessfully: true } || time.GetElapsedTime(_askedAt) >= Freshness;

    // Without the caller's token: others wait for the same answer. The cap on the time of a query ends it.
    private async Task<long> AskAsync() => (await runner.ReadAsync(new SqlStatement(FindNewest, []), reader => reader.GetInt64(0), CancellationToken.None))[0];
}
