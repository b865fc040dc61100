using ClickHouse.Driver;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Storage.Migrations;

namespace Telemetry.Storage.Engine;

/// <summary>An external ClickHouse: migrates it as soon as it answers, and keeps looking whether it still does.</summary>
internal sealed partial class ExternalStore(
    ClickHouseEndpoint endpoint,
    MigrationRunner migrations,
    StorageReadiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ExternalStore> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isMigrated = false;
        using var client = StorageClient.Create(endpoint);
        using var timer = new PeriodicTimer(LookInterval, time);
        do
        {
            try
            {
                if (!isMigrated)
                {
                    await migrations.RunAsync(stoppingToken);
                    isMigrated = true;
                }

                await client.ExecuteScalarAsync("SELECT 1", null, null, stoppingToken);
                readiness.SetReady();
            }
            catch (MigrationRefusedException exception)
            {
                LogRefused(exception.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
            catch (Exception exception) when (exception is ClickHouseServerException or HttpRequestException or IOException)
            {
                LogUnavailable(endpoint, exception.Message);
                readiness.SetNotReady($"ClickHouse at {endpoint} does not answer: {exception.Message}");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "ClickHouse at {Endpoint} does not answer, and will be tried again: {Reason}")]
    private partial void LogUnavailable(ClickHouseEndpoint endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private partial void LogRefused(string reason);
}
