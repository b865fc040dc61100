namespace Telemetry.Control.Outbox;

/// <summary>Writes messages in the transaction of what they tell: both are there, or neither.</summary>
internal static class OutboxWriter
{
    /// <summary>Adds a message; it is written when the context is saved.</summary>
    /// <param name="context">In a transaction.</param>
    /// <param name="topic">One of <see cref="OutboxTopics"/>.</param>
    /// <param name="subject">Messages about the same are handed out one after the other.</param>
    /// <param name="message">Written as JSON.</param>
    /// <param name="now">When it is written and due.</param>
    public static void Add<T>(ControlContext context, string topic, string subject, T message, DateTimeOffset now) => context.Outbox.Add(new OutboxRow
    {
        Topic = topic,
        Subject = subject,
        Payload = OutboxJson.Write(message),
        CreatedAtMilliseconds = now.ToUnixTimeMilliseconds(),
        DueAtMilliseconds = now.ToUnixTimeMilliseconds(),
    });
}
