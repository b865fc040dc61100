using ClickHouse.Driver;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Storage.Migrations;

namespace Telemetry.Storage.Engine;

/// <summary>
/// Keeps the embedded engine running: owns the directory, starts the process, migrates, starts it again when it dies. Begins before every other
/// hosted service and ends after the last, so that those may write until their own end.
/// </summary>
internal sealed partial class EngineSupervisor(
    EngineSettings settings,
    MigrationRunner migrations,
    StorageReadiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EngineSupervisor> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly EngineDirectory _directory = new(settings.Directory);
    private readonly RestartBackoff _backoff = new();
    private readonly CancellationTokenSource _stop = new();
    private IDisposable? _ownership;
    private Task _loop = Task.CompletedTask;

    /// <summary>Takes the directory and begins; does not wait until the engine is ready.</summary>
    /// <exception cref="StorageStartException">The directory is another process's, or cannot be written to, or the port is taken. What may pass by itself, a full disk for one, does not stop the start.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ownership = _directory.TakeOwnership();
        if (!LoopbackPort.IsFree(settings.Port))
        {
            throw new StorageStartException(PortTaken);
        }

        _loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops the engine, now that nobody writes any more.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _loop;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.Dispose();
        _ownership?.Dispose();
    }

    private string PortTaken => $"Port {settings.Port} on 127.0.0.1 is taken by another process: name another by Storage:Port.";

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var ranFor = TimeSpan.Zero;
            try
            {
                ranFor = await RunOnceAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (MigrationRefusedException exception)
            {
                // No number of restarts heals this: the operator has to.
                LogRefused(exception.Message);
                readiness.SetNotReady(exception.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
            catch (Exception exception) when (exception is StorageStartException or ClickHouseServerException or HttpRequestException or IOException)
            {
                LogFailed(exception.Message);
                readiness.SetNotReady(exception.Message);
            }

            await WaitAsync(_backoff.Next(ranFor));
        }
    }

    /// <summary>From start to end of one process.</summary>
    /// <returns>How long it was ready.</returns>
    private async Task<TimeSpan> RunOnceAsync()
    {
        _directory.Write(new EngineConfiguration(settings, Environment.ProcessorCount));
        var started = time.GetTimestamp();
        using var process = EngineProcess.Start(settings, _directory.ConfigPath);
        try
        {
            if (!await process.WaitUntilReadyAsync(_stop.Token))
            {
                throw new StorageStartException(Explain(process));
            }

            await migrations.RunAsync(_stop.Token);
            LogReady(settings.Address, process.Id, time.GetElapsedTime(started).TotalMilliseconds);
            readiness.SetReady();
            started = time.GetTimestamp();
            await process.WaitForExitAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            readiness.SetNotReady("The store is stopping.");
            await StopAsync(process);
            throw;
        }

        readiness.SetNotReady("The storage engine died and is being restarted.");
        LogDied(process.Id, process.LastWords);
        return time.GetElapsedTime(started);
    }

    private async Task StopAsync(EngineProcess process)
    {
        var started = time.GetTimestamp();
        var isClean = await process.StopAsync(StopLimit);
        LogStopped(isClean ? "cleanly" : "by force", time.GetElapsedTime(started).TotalMilliseconds);
    }

    private string Explain(EngineProcess process) => LoopbackPort.IsFree(settings.Port)
        ? $"The storage engine ended at its start: {process.LastWords} More may be in {_directory.LogPath}."
        : PortTaken;

    private async Task WaitAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The loop's condition sees it.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The storage engine is ready on {Address} (process {ProcessId}) after {Milliseconds:F0} ms.")]
    private partial void LogReady(Uri address, int processId, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The storage engine (process {ProcessId}) died and will be restarted. {LastWords}")]
    private partial void LogDied(int processId, string lastWords);

    [LoggerMessage(Level = LogLevel.Error, Message = "The storage engine does not start, and will be tried again: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The storage engine stopped {How} in {Milliseconds:F0} ms.")]
    private partial void LogStopped(string how, double milliseconds);
}
