using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>A message's properties in the broker, there and back.</summary>
internal static class MessageHeaders
{
    public static BasicProperties Of(in QueueMessage message) => new()
    {
        Persistent = true,
        MessageId = message.Id.ToString("N"),
        Headers = new Dictionary<string, object?>
        {
            [BrokerNames.Items] = message.ItemCount,
            [BrokerNames.LaneHeader] = BrokerNames.Of(message.Lane),
        },
    };

    public static BasicProperties OfDeadLetter(in QueueMessage message, string reason, DateTimeOffset now)
    {
        BasicProperties properties = Of(message);
        properties.Headers ??= new Dictionary<string, object?>();
        properties.Headers[BrokerNames.Reason] = reason;
        properties.Headers[BrokerNames.DeadAt] = now.ToUnixTimeMilliseconds();
        return properties;
    }

    public static BasicProperties OfCut() => new() { Persistent = true, Type = BrokerNames.CutType };

    /// <summary>The id. A message that somebody else put into our queue has none: its content stands in, so that it can be named.</summary>
    public static Guid Id(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body) =>
        Guid.TryParse(properties.MessageId, out Guid id) ? id : new Guid(SHA256.HashData(body).AsSpan(0, 16));

    public static long Integer(IReadOnlyBasicProperties properties, string header) => properties.Headers?.TryGetValue(header, out object? value) == true
        ? value switch { int number => number, long number => number, _ => 0 }
        : 0;

    /// <summary>Text arrives as bytes.</summary>
    public static string? Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out object? value) == true && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;
}
