using System.Collections;
using System.Runtime.CompilerServices;
using RabbitMQ.Client;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// The dead-letter queue, looked through message by message: what is taken and not settled goes back, in its place, when the channel closes.
/// A message may be in it twice under one id, when a worker died between putting it aside and acknowledging its batch; each is settled.
/// </summary>
internal sealed class DeadLetterBox(AdminLink link, BrokerNames names)
{
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using IChannel channel = await link.OpenChannelAsync(cancellationToken);
        Dictionary<Guid, DeadLetter> letters = [];
        await foreach (BasicGetResult result in ReadAsync(channel, cancellationToken))
        {
            DeadLetter letter = ToLetter(result, withBody: false);
            letters.TryAdd(letter.Message.Id, letter);
            if (letters.Count == limit)
            {
                break;
            }
        }

        await channel.CloseAsync(cancellationToken);
        return [.. letters.Values];
    }

    public async Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using IChannel channel = await link.OpenChannelAsync(cancellationToken);
        DeadLetter? found = null;
        await foreach (BasicGetResult result in ReadAsync(channel, cancellationToken))
        {
            if (IdOf(result) == id)
            {
                found = ToLetter(result, withBody: true);
                break;
            }
        }

        await channel.CloseAsync(cancellationToken);
        return found;
    }

    /// <summary>Rejecting makes the broker move it to its lane, and forget it here only when it is there: our crash can neither lose nor double it.</summary>
    public Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken) => SettleAsync(
        id, (channel, tag, isFirst) => isFirst ? channel.BasicRejectAsync(tag, requeue: false, cancellationToken) : channel.BasicAckAsync(tag, multiple: false, cancellationToken), cancellationToken);

    public Task<bool> DropAsync(Guid id, CancellationToken cancellationToken) =>
        SettleAsync(id, (channel, tag, _) => channel.BasicAckAsync(tag, multiple: false, cancellationToken), cancellationToken);

    private async Task<bool> SettleAsync(Guid id, Func<IChannel, ulong, bool, ValueTask> settle, CancellationToken cancellationToken)
    {
        await using IChannel channel = await link.OpenChannelAsync(cancellationToken);
        bool isFound = false;
        await foreach (BasicGetResult result in ReadAsync(channel, cancellationToken))
        {
            if (IdOf(result) == id)
            {
                await settle(channel, result.DeliveryTag, !isFound);
                isFound = true;
            }
        }

        await channel.CloseAsync(cancellationToken);
        return isFound;
    }

    private async IAsyncEnumerable<BasicGetResult> ReadAsync(IChannel channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await channel.BasicGetAsync(names.DeadLetters, autoAck: false, cancellationToken) is { } result)
        {
            if (result.BasicProperties.Type == BrokerNames.CutType)
            {
                // The broker put it aside with the messages of its batch; nobody needs it any more.
                await channel.BasicAckAsync(result.DeliveryTag, multiple: false, cancellationToken);
                continue;
            }

            yield return result;
        }
    }

    private static Guid IdOf(BasicGetResult result) => MessageHeaders.Id(result.BasicProperties, result.Body.Span);

    private static DeadLetter ToLetter(BasicGetResult result, bool withBody)
    {
        IReadOnlyBasicProperties properties = result.BasicProperties;
        QueueMessage message = new(
            IdOf(result), LaneOf(properties), (int)MessageHeaders.Integer(properties, BrokerNames.Items), withBody ? result.Body.ToArray() : default);
        string? reason = MessageHeaders.Text(properties, BrokerNames.Reason);
        return reason is null
            ? new DeadLetter(message, "Delivered too often without being acknowledged.", DiedAt(properties), result.Body.Length)
            : new DeadLetter(
                message, reason, DateTimeOffset.FromUnixTimeMilliseconds(MessageHeaders.Integer(properties, BrokerNames.DeadAt)), result.Body.Length);
    }

    private static Lane LaneOf(IReadOnlyBasicProperties properties) =>
        Enum.TryParse(MessageHeaders.Text(properties, BrokerNames.LaneHeader), ignoreCase: true, out Lane lane) ? lane : default;

    /// <summary>The broker's own note about a message that it put aside itself.</summary>
    private static DateTimeOffset DiedAt(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-death", out object? deaths) == true
        && deaths is IList { Count: > 0 } list
        && list[0] is IDictionary<string, object?> death
        && death.TryGetValue("time", out object? time)
        && time is AmqpTimestamp timestamp
            ? DateTimeOffset.FromUnixTimeSeconds(timestamp.UnixTime)
            : DateTimeOffset.UnixEpoch;
}
