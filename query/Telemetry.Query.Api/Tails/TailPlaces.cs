using Microsoft.Extensions.Options;

namespace Telemetry.Query.Api.Tails;

/// <summary>Counts the tails of this process. Each holds a connection and asks the store now and then, so there is an end to how many may be open.</summary>
internal sealed class TailPlaces(IOptions<TailOptions> options)
{
    private readonly int _limit = options.Value.MaxTails;
    private int _taken;

    /// <summary>Takes a place; false when there is none. Whoever got one gives it back with <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _taken) <= _limit)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _taken);
}
