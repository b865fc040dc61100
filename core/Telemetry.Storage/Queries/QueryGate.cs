using Microsoft.Extensions.Options;

namespace Telemetry.Storage.Queries;

/// <summary>
/// Lets a bounded number of queries into the store; a bounded number waits. The engine itself takes any number at once, and then all of them are slow
/// and short of memory together.
/// </summary>
internal sealed class QueryGate(IOptions<QueryOptions> options) : IDisposable
{
    private readonly QueryOptions _options = options.Value;
    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrentQueries);
    private int _waiting;

    /// <summary>Waits for a place. The caller gives it back by disposing of the answer.</summary>
    /// <exception cref="QueryFailedException">Too many wait, or the wait was too long.</exception>
    public async ValueTask<Place> EnterAsync(CancellationToken cancellationToken)
    {
        if (_places.Wait(0, cancellationToken))
        {
            return new Place(_places);
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) <= _options.MaxWaitingQueries
                && await _places.WaitAsync(TimeSpan.FromSeconds(_options.MaxWaitSeconds), cancellationToken))
            {
                return new Place(_places);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        throw new QueryFailedException(QueryFailure.Busy, "Too many queries are running. Try again in a few seconds.");
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    /// <summary>A place among the running queries.</summary>
    public readonly struct Place(SemaphoreSlim places) : IDisposable
    {
        /// <summary>Gives the place back.</summary>
        public void Dispose() => places.Release();
    }
}
