using Microsoft.Extensions.Logging;

namespace Telemetry.Messaging.Consuming;

/// <summary>
/// The loop of one lane: receive, handle, put poison aside, acknowledge. Two batches are in hand at a time: one is read and decoded while
/// ClickHouse stores the other, and two inserts use two of its cores. The queue settles them in order, however they end.
/// </summary>
internal sealed partial class LaneConsumer(
    ITelemetryQueue queue, IBatchHandler handler, ConsumerState state, MessagingMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>More would only hold memory: a batch has up to 24 MiB of bodies, and about as much in columns.</summary>
    private const int MaxInHand = 2;

    private readonly LaneCondition _condition = new(handler.Lane, state, time);

    /// <summary>Runs until <paramref name="stopping"/>; a batch that is being handled then may end until <paramref name="abort"/>.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        List<Task> inHand = [];
        while (await ReceiveAsync(stopping) is { } batch)
        {
            inHand.Add(Task.Run(() => ProcessAsync(batch, stopping, abort), CancellationToken.None));
            if (inHand.Count == MaxInHand)
            {
                Task done = await Task.WhenAny(inHand);
                inHand.Remove(done);
                await done;
            }
        }

        await Task.WhenAll(inHand);
    }

    private static RetryBackoff NewBackoff() => new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15), Random.Shared);

    /// <summary>Null when stopping.</summary>
    private async Task<DeliveredBatch?> ReceiveAsync(CancellationToken stopping)
    {
        RetryBackoff backoff = NewBackoff();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                return await queue.ReceiveAsync(handler.Lane, handler.Limits, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                SetFailing(LaneCondition.Receiving, exception);
                await PauseAsync(backoff, stopping);
            }
        }

        return null;
    }

    private async Task ProcessAsync(DeliveredBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        using (batch)
        {
            if (!await TryStoreAsync(batch, stopping, abort))
            {
                _condition.Forget(batch.Id);
                await queue.ReturnAsync(batch, CancellationToken.None);
            }
        }
    }

    /// <summary>Tries until it is stored. False: it goes back to the queue.</summary>
    private async Task<bool> TryStoreAsync(DeliveredBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        RetryBackoff backoff = NewBackoff();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await StoreAsync(batch, abort);
                SetStored(batch.Id);
                return true;
            }
            catch (SettlementException exception)
            {
                // It is stored, and the queue does not know: it comes back and is recognised by its id.
                SetFailing(batch.Id, exception.InnerException ?? exception);
                return false;
            }
            catch (Exception exception) when (!abort.IsCancellationRequested)
            {
                metrics.CountRetry(handler.Lane);
                SetFailing(batch.Id, exception);
                await PauseAsync(backoff, stopping);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return false;
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

    private void SetStored(Guid batchId)
    {
        if (_condition.SetStored(batchId))
        {
            LogRecovered(handler.Lane);
        }
    }

    private void SetFailing(Guid what, Exception exception)
    {
        if (_condition.SetFailing(what, exception.Message))
        {
            LogFailing(exception, handler.Lane);
        }
    }

    private sealed class SettlementException(Exception cause) : Exception(cause.Message, cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batches of lane {Lane} cannot be stored; they wait and are tried again.")]
    private partial void LogFailing(Exception exception, Lane lane);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batches of lane {Lane} are stored again.")]
    private partial void LogRecovered(Lane lane);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of lane {Lane} went to the dead letters: {Reason}")]
    private partial void LogPoison(Guid messageId, Lane lane, string reason);
}
