namespace Telemetry.Storage.Engine;

/// <summary>Decides how long to wait before the next start. No clock and no I/O of its own.</summary>
internal sealed class RestartBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // An engine that ran this long was healthy: what killed it is not what the starts before failed of.
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    /// <summary>The wait before the next start.</summary>
    /// <param name="ranFor">How long the engine was ready; zero when it never was.</param>
    public TimeSpan Next(TimeSpan ranFor)
    {
        if (ranFor >= Healthy)
        {
            _next = First;
        }

        var delay = _next;
        _next = delay * 2 > Longest ? Longest : delay * 2;
        return delay;
    }
}
