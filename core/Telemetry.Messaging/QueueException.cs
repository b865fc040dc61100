namespace Telemetry.Messaging;

/// <summary>The queue could not be read or changed; the message is a sentence for the operator. Nothing was acknowledged.</summary>
public sealed class QueueException : Exception
{
    /// <summary>With a sentence.</summary>
    public QueueException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and what caused it.</summary>
    public QueueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
