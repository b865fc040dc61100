namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>What becomes of a request. Codes, drop reasons and names of each are in <see cref="AnswerRow"/>.</summary>
internal enum AnswerKind
{
    /// <summary>Everything is on disk in the queue.</summary>
    Accepted,

    /// <summary>Some items were rejected for good; the client must not send them again.</summary>
    PartlyAccepted,

    /// <summary>The bytes are not what they claim to be.</summary>
    Malformed,

    /// <summary>Nested deeper than the limit.</summary>
    TooDeep,

    /// <summary>Above the limit of a request, as sent, as inflated, or in items.</summary>
    TooLarge,

    /// <summary>Above the rate of the key.</summary>
    RateLimited,

    /// <summary>The queue does not take it now.</summary>
    QueueUnavailable,

    /// <summary>All requests together hold too much memory now.</summary>
    Overloaded,

    /// <summary>No key, or one that is unknown or revoked.</summary>
    Unauthenticated,

    /// <summary>The key cannot be checked now.</summary>
    KeysUnavailable,

    /// <summary>The body did not arrive in time.</summary>
    TimedOut,

    /// <summary>A content type or encoding we do not read.</summary>
    UnsupportedMedia,

    /// <summary>Not POST.</summary>
    MethodNotAllowed,

    /// <summary>Nothing is served there.</summary>
    NotFound,
}
