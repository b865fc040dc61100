using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// The connection that publishes, and nothing else: a broker in alarm stops reading from connections that publish, and those that
/// consume must go on, or the alarm would never end.
/// </summary>
internal sealed class PublishLink : BrokerLink
{
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryWhenUnavailable = TimeSpan.FromSeconds(1);

    private readonly BrokerTopology _topology;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private volatile IChannel? _channel;
    private volatile string? _alarm;
    private CancellationTokenSource _alarmRaised = new();

    public PublishLink(
        string name, IConnectionFactory factory, BrokerTopology topology, TimeSpan timeout, TimeProvider time, ILogger logger)
        : base(name, factory, time, logger)
    {
        _topology = topology;
        _timeout = timeout;
        _time = time;
    }

    /// <summary>Why nothing can be published now, in a sentence; null when it can.</summary>
    public string? Obstacle => Fault ?? _alarm;

    /// <summary>Publishes to a queue and waits for the confirmation.</summary>
    public async Task<PublishResult> PublishAsync(
        string queue, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        IChannel? channel = _channel;
        if (channel is null || Obstacle is not null)
        {
            return Unavailable(Obstacle ?? BrokerFault.Lost);
        }

        using CancellationTokenSource limit = new(_timeout, _time);
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, limit.Token, Volatile.Read(ref _alarmRaised).Token);
        try
        {
            // The body is copied into frames before this call first waits, so that giving up early leaves no reference to it.
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, giveUp.Token);
            return PublishResult.Stored;
        }
        catch (PublishException exception)
        {
            return exception.IsReturn
                ? Unavailable("The broker has lost a queue of ours.")
                : new PublishResult(PublishStatus.Full, RetryWhenFull, "The queue is full.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Unknown, not failed: a publish that timed out in an alarm is delivered after it.
            return Unavailable(Obstacle ?? "The broker did not confirm in time.");
        }
        catch (Exception exception) when (exception is OperationInterruptedException or IOException or ObjectDisposedException)
        {
            return Unavailable(Obstacle ?? BrokerFault.Lost);
        }
    }

    protected override async Task UseAsync(IConnection connection, CancellationToken cancellationToken)
    {
        connection.ConnectionBlockedAsync += OnBlockedAsync;
        connection.ConnectionUnblockedAsync += OnUnblockedAsync;
        await _topology.DeclareAsync(connection, cancellationToken);

        // No limit on unconfirmed publishes here: TelemetryPublisher bounds them in bytes.
        CreateChannelOptions confirms = new(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
        await using IChannel channel = await connection.CreateChannelAsync(confirms, cancellationToken);
        Task end = EndOf(channel);
        _channel = channel;
        SetReady();
        try
        {
            await end.WaitAsync(cancellationToken);
        }
        finally
        {
            _channel = null;
            _alarm = null;
        }
    }

    private static PublishResult Unavailable(string sentence) => new(PublishStatus.Unavailable, RetryWhenUnavailable, sentence);

    /// <summary>Those who wait for a confirmation would wait until the alarm ends.</summary>
    private async Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs blocked)
    {
        _alarm = $"The broker is in alarm: {blocked.Reason}.";
        CancellationTokenSource raised = Interlocked.Exchange(ref _alarmRaised, new CancellationTokenSource());
        await raised.CancelAsync();
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs unblocked)
    {
        _alarm = null;
        return Task.CompletedTask;
    }
}
