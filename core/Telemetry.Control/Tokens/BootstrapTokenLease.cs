using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Control.Tokens;

/// <summary>
/// Makes this process's bootstrap token known to the other processes of the same control database while it runs: for pages whose API is
/// elsewhere (docs/adr/0074). Only the hash is written, with a lease that ends soon after a process that was killed.
/// </summary>
public sealed partial class BootstrapTokenLease : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    private readonly ControlDatabase _database;
    private readonly BootstrapToken _token;
    private readonly TimeProvider _time;
    private readonly ILogger<BootstrapTokenLease> _logger;

    /// <summary>One per process.</summary>
    public BootstrapTokenLease(ControlDatabase database, BootstrapToken token, TimeProvider time, ILogger<BootstrapTokenLease> logger)
    {
        _database = database;
        _token = token;
        _time = time;
        _logger = logger;
    }

    /// <summary>Ends the lease.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(RemoveAsync, cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Renewal, _time);
        do
        {
            await TryAsync(RenewAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action(cancellationToken);
        }
        catch (ControlUnavailableException exception)
        {
            LogNotRenewed(exception.Message);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        long expires = now + (long)Lease.TotalMilliseconds;
        await _database.AskAsync(
            async (context, token) =>
            {
                await context.ProcessTokens.Where(row => row.ExpiresAtMilliseconds < now).ExecuteDeleteAsync(token);
                int renewed = await context.ProcessTokens.Where(row => row.TokenHash == _token.Hash)
                    .ExecuteUpdateAsync(update => update.SetProperty(row => row.ExpiresAtMilliseconds, expires), token);
                if (renewed == 0)
                {
                    context.ProcessTokens.Add(new ProcessTokenRow { TokenHash = _token.Hash, ExpiresAtMilliseconds = expires });
                    await context.SaveChangesAsync(token);
                }

                return renewed;
            },
            cancellationToken);
    }

    private Task RemoveAsync(CancellationToken cancellationToken) =>
        _database.AskAsync((context, token) => context.ProcessTokens.Where(row => row.TokenHash == _token.Hash).ExecuteDeleteAsync(token), cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in of this process could not be made known to the others: {Reason}")]
    private partial void LogNotRenewed(string reason);
}
