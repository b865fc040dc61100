namespace Telemetry.Storage.Queries;

/// <summary>A query that was understood and could not be answered.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">A sentence with advice, fit to be shown to users.</param>
/// <param name="innerException">What the store said; null when it was not asked.</param>
public sealed class QueryFailedException(QueryFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public QueryFailure Failure => failure;
}

/// <summary>Why a query could not be answered.</summary>
public enum QueryFailure
{
    /// <summary>It would need more memory than one query may have.</summary>
    TooMuchMemory,

    /// <summary>It took longer than one query may.</summary>
    TooMuchTime,

    /// <summary>Too many others run and wait.</summary>
    Busy,

    /// <summary>The store is down, starting, or short of memory altogether.</summary>
    Unavailable,
}
