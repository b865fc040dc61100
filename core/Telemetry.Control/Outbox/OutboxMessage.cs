namespace Telemetry.Control.Outbox;

/// <summary>A message that is handed out.</summary>
/// <param name="Id">Grows; the order within a subject.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Payload">JSON.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Attempts">How often it has been handed out, this time included. Above 1 it may have been handled already.</param>
public sealed record OutboxMessage(long Id, string Subject, string Payload, DateTimeOffset CreatedAt, int Attempts)
{
    /// <summary>The message itself.</summary>
    /// <exception cref="InvalidOperationException">It is another one, or of a version that is not known.</exception>
    public T Read<T>() => OutboxJson.Read<T>(Payload);
}

/// <summary>Messages that nobody else gets until the claim ends.</summary>
/// <param name="Id">To be shown when they are done.</param>
/// <param name="Messages">In their order; empty when nothing is due.</param>
public sealed record OutboxClaim(string Id, IReadOnlyList<OutboxMessage> Messages);
