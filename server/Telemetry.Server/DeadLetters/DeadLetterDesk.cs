using Microsoft.Extensions.Options;
using Telemetry.Messaging;
using Telemetry.Server.Settings;

namespace Telemetry.Server.DeadLetters;

/// <summary>The queue of a data directory or a broker, opened for its dead letters alone.</summary>
internal sealed class DeadLetterDesk : IAsyncDisposable
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ServiceProvider _services;
    private readonly ITelemetryQueue _queue;

    private DeadLetterDesk(ServiceProvider services)
    {
        _services = services;
        _queue = services.GetRequiredService<ITelemetryQueue>();
    }

    /// <exception cref="SettingsException">There is no queue there, or it does not answer.</exception>
    public static async Task<DeadLetterDesk> OpenAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(SettingsConfiguration.Defaults(settings))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(SettingsConfiguration.Chosen(settings))
            .Build();
        ServiceProvider services = new ServiceCollection().AddSingleton(configuration).AddLogging().AddTelemetryMessaging().BuildServiceProvider();
        QueueOptions options = services.GetRequiredService<IOptions<QueueOptions>>().Value;
        if (options.Kind == QueueKind.Sqlite && !Directory.Exists(options.Directory))
        {
            throw new SettingsException($"There is no queue in {options.Directory}: name the server's data directory with --data.");
        }

        var desk = new DeadLetterDesk(services);
        await desk._queue.StartAsync(cancellationToken);
        await desk.WaitUntilAvailableAsync(cancellationToken);
        return desk;
    }

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) => await _queue.ListDeadLettersAsync(limit, cancellationToken);

    public async Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken) => await _queue.FindDeadLetterAsync(id, cancellationToken);

    public async Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken) => await _queue.ReplayDeadLetterAsync(id, cancellationToken);

    public Task<bool> DropAsync(Guid id, CancellationToken cancellationToken) => _queue.DropCountedAsync(id, static sentence => new SettingsException(sentence), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task WaitUntilAvailableAsync(CancellationToken cancellationToken)
    {
        TimeProvider time = _services.GetRequiredService<TimeProvider>();
        long started = time.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, time);
        while (await _queue.GetStatusAsync(cancellationToken) is { IsAvailable: false } status)
        {
            if (time.GetElapsedTime(started) > OpenLimit)
            {
                throw new SettingsException($"The queue cannot be used: {status.Detail}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
