using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>Declares our queues at every connect, so that a broker that lost them gets them back.</summary>
internal sealed partial class BrokerTopology(BrokerNames names, QueueOptions options, ILogger logger)
{
    private const ushort PreconditionFailed = 406;

    // Looking at a dead letter counts as a delivery of it; from version 4 on a broker drops after 20 unless told otherwise.
    private const int NoLimit = 1_000_000;

    private readonly HashSet<string> _warned = [];

    public async Task DeclareAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await DeclareAsync(connection, names.DeadLetters, DeadLetterArguments(), cancellationToken);
        foreach (Lane lane in Enum.GetValues<Lane>())
        {
            await DeclareAsync(connection, names.Queue(lane), LaneArguments(), cancellationToken);
            await DeclareAsync(connection, names.Cuts(lane), CutArguments(lane), cancellationToken);
        }

        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(names.Replay, ExchangeType.Headers, durable: true, cancellationToken: cancellationToken);
        foreach (Lane lane in Enum.GetValues<Lane>())
        {
            Dictionary<string, object?> match = new() { ["x-match"] = "all", [BrokerNames.LaneHeader] = BrokerNames.Of(lane) };
            await channel.QueueBindAsync(names.Queue(lane), names.Replay, "", match, cancellationToken: cancellationToken);
        }
    }

    private static Dictionary<string, object?> Quorum() => new() { ["x-queue-type"] = "quorum" };

    /// <summary>
    /// Only one consumer gets messages at a time, in order, which batch identity needs. Full: refuse, since the default would drop
    /// the oldest. Dead letters at least once, which needs refusing too.
    /// </summary>
    private Dictionary<string, object?> LaneArguments() => new(Quorum())
    {
        ["x-single-active-consumer"] = true,
        ["x-overflow"] = "reject-publish",
        ["x-max-length-bytes"] = options.MaxBytes,
        ["x-delivery-limit"] = options.DeliveryLimit - 1, // the broker counts repetitions
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = names.DeadLetters,
        ["x-dead-letter-strategy"] = "at-least-once",
    };

    /// <summary>Dead letters are put back by rejecting them: the broker forgets them only after the lane has them.</summary>
    private Dictionary<string, object?> DeadLetterArguments() => new(Quorum())
    {
        ["x-overflow"] = "reject-publish",
        ["x-delivery-limit"] = NoLimit,
        ["x-dead-letter-exchange"] = names.Replay,
        ["x-dead-letter-strategy"] = "at-least-once",
    };

    private Dictionary<string, object?> CutArguments(Lane lane) => new(Quorum())
    {
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = names.Queue(lane),
    };

    private async Task DeclareAsync(
        IConnection connection, string queue, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        // A channel for each: a refusal closes it.
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == PreconditionFailed)
        {
            // A queue's limits are fixed when it is made. Working with the old ones is better than not working.
            if (_warned.Add(queue))
            {
                LogOtherSettings(queue, exception.ShutdownReason.ReplyText);
            }
        }
        finally
        {
            await channel.DisposeAsync();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The broker's queue {Queue} was made with other settings and keeps them; to change them, drain and delete it. {Detail}")]
    private partial void LogOtherSettings(string queue, string detail);
}
