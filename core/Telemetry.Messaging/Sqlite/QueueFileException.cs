namespace Telemetry.Messaging.Sqlite;

/// <summary>The queue's file could not be read or written; the message is a sentence for the operator. Nothing was committed.</summary>
public sealed class QueueFileException : Exception
{
    /// <summary>With a sentence.</summary>
    public QueueFileException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and what caused it.</summary>
    public QueueFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
