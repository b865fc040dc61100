namespace Telemetry.Storage;

/// <summary>The store cannot start. The message is a sentence for the operator: what is wrong, and what to do.</summary>
public sealed class StorageStartException : Exception
{
    /// <summary>With a sentence.</summary>
    public StorageStartException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and what the system said.</summary>
    public StorageStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
