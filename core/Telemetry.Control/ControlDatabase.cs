using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telemetry.Control.Migrations;

namespace Telemetry.Control;

/// <summary>
/// The one door to the control database. The first question brings the schema up to date; while that fails, questions fail at once with
/// its reason and it is tried again after a pause. So no part depends on the order in which parts start.
/// </summary>
public sealed class ControlDatabase
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);

    private readonly IDbContextFactory<ControlContext> _contexts;
    private readonly ControlOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Task? _preparation;
    private long _preparedAt;

    internal ControlDatabase(IDbContextFactory<ControlContext> contexts, IOptions<ControlOptions> options, TimeProvider time)
    {
        _contexts = contexts;
        _options = options.Value;
        _time = time;
    }

    /// <summary>Brings the schema up to date and makes the first project when there is none. Safe to call again, and by several processes at once.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be reached, or is not one this version can work with.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Preparation().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException or InvalidOperationException or TimeoutException)
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>Asks with a context of its own.</summary>
    /// <exception cref="ControlUnavailableException">As for <see cref="PrepareAsync"/>.</exception>
    internal async Task<T> AskAsync<T>(Func<ControlContext, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        try
        {
            await using ControlContext context = await _contexts.CreateDbContextAsync(cancellationToken);
            return await question(context, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException } or TimeoutException)
        {
            throw Unavailable(exception);
        }
    }

    private Task Preparation()
    {
        lock (_lock)
        {
            if (_preparation is null || (_preparation.IsFaulted && _time.GetElapsedTime(_preparedAt) > RetryPause))
            {
                _preparedAt = _time.GetTimestamp();
                // Not the caller's token: others wait for the same attempt.
                _preparation = Task.Run(() => ControlMigrator.RunAsync(_contexts, _options, _time, CancellationToken.None));
            }

            return _preparation;
        }
    }

    private ControlUnavailableException Unavailable(Exception exception) =>
        new($"The control database ({_options.Kind.ToString().ToLowerInvariant()}) cannot be used: {exception.GetBaseException().Message}", exception);
}
