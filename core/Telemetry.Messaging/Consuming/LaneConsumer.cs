using Microsoft.Extensions.Logging;

namespace Telemetry.Messaging.Consuming;

/// <summary>
/// The loop of one lane: receive, handle, put poison aside, acknowledge. The next batch is gathered while one is handled, so at most
/// two are out, and they are settled in order.
/// </summary>
internal sealed partial class LaneConsumer(
    ITelemetryQueue queue, IBatchHandler handler, ConsumerState state, MessagingMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly RetryBackoff _receiveBackoff = NewBackoff();
    private readonly RetryBackoff _handleBackoff = NewBackoff();
    private LaneConsumption _consumption = new(handler.Lane, null, "", null);

    /// <summary>Runs until <paramref name="stopping"/>; a batch that is being handled then may end until <paramref name="abort"/>.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        state.Set(_consumption);
        Task<DeliveredBatch?> next = ReceiveAsync(stopping);
        while (await next is { } batch)
        {
            next = ReceiveAsync(stopping);
            using (batch)
            {
                await ProcessAsync(batch, stopping, abort);
            }
        }
    }

    private static RetryBackoff NewBackoff() => new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15), Random.Shared);

    /// <summary>Null when stopping.</summary>
    private async Task<DeliveredBatch?> ReceiveAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                DeliveredBatch batch = await queue.ReceiveAsync(handler.Lane, handler.Limits, stopping);
                _receiveBackoff.Reset();
                return batch;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                SetFailing(exception);
                await PauseAsync(_receiveBackoff, stopping);
            }
        }

        return null;
    }

    private async Task ProcessAsync(DeliveredBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await StoreAsync(batch, abort);
                SetStored();
                return;
            }
            catch (SettlementException exception)
            {
                // It is stored, and the queue does not know: it comes back and is recognised by its id.
                SetFailing(exception.InnerException ?? exception);
                break;
            }
            catch (Exception exception) when (!abort.IsCancellationRequested)
            {
                metrics.CountRetry(handler.Lane);
                SetFailing(exception);
                await PauseAsync(_handleBackoff, stopping);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await queue.ReturnAsync(batch, CancellationToken.None);
    }

    private async Task StoreAsync(DeliveredBatch batch, CancellationToken abort)
    {
        IReadOnlyList<PoisonMessage> poison = await handler.HandleAsync(batch, abort);
        try
        {
            foreach (PoisonMessage message in poison)
            {
                await queue.DeadLetterAsync(batch, message.Message, message.Reason, abort);
                metrics.CountDeadLetter(handler.Lane);
                LogPoison(message.Message.Id, handler.Lane, message.Reason);
            }

            await queue.AcknowledgeAsync(batch, abort);
            metrics.CountBatch(batch);
        }
        catch (Exception exception)
        {
            throw new SettlementException(exception);
        }
    }

    private async Task PauseAsync(RetryBackoff backoff, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(backoff.NextDelay(), time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void SetStored()
    {
        if (_consumption.FailingSince is not null)
        {
            LogRecovered(handler.Lane);
        }

        _handleBackoff.Reset();
        _consumption = new LaneConsumption(handler.Lane, null, "", time.GetUtcNow());
        state.Set(_consumption);
    }

    /// <summary>Logged once per change, not once per attempt.</summary>
    private void SetFailing(Exception exception)
    {
        if (_consumption.Detail == exception.Message)
        {
            return;
        }

        LogFailing(exception, handler.Lane);
        _consumption = _consumption with { FailingSince = _consumption.FailingSince ?? time.GetUtcNow(), Detail = exception.Message };
        state.Set(_consumption);
    }

    private sealed class SettlementException(Exception cause) : Exception(cause.Message, cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batches of lane {Lane} cannot be stored; they wait and are tried again.")]
    private partial void LogFailing(Exception exception, Lane lane);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batches of lane {Lane} are stored again.")]
    private partial void LogRecovered(Lane lane);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of lane {Lane} went to the dead letters: {Reason}")]
    private partial void LogPoison(Guid messageId, Lane lane, string reason);
}
