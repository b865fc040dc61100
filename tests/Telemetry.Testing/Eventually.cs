using System.Diagnostics;

namespace Telemetry.Testing;

/// <summary>Waits for a condition instead of for time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks again and again until the answer is true; fails with <paramref name="what"/> when it is not within <paramref name="limit"/>.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan limit, string what, CancellationToken cancellationToken = default) =>
        await GivesAsync<object>(async () => await condition() ? condition : null, limit, what, cancellationToken);

    /// <summary>The same for a condition that needs no waiting itself.</summary>
    public static Task HoldsAsync(Func<bool> condition, TimeSpan limit, string what, CancellationToken cancellationToken = default) =>
        HoldsAsync(() => Task.FromResult(condition()), limit, what, cancellationToken);

    /// <summary>Asks again and again until there is an answer, and returns it.</summary>
    /// <exception cref="TimeoutException">None came within <paramref name="limit"/>; the message says what was waited for.</exception>
    public static async Task<T> GivesAsync<T>(Func<Task<T?>> question, TimeSpan limit, string what, CancellationToken cancellationToken = default)
        where T : class
    {
        long started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            if (await question() is { } answer)
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s in vain: {what}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
