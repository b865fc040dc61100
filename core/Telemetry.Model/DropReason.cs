namespace Telemetry.Model;

/// <summary>
/// Why an item was not stored. The ledger counts every dropped item under exactly one of these, in the unit <em>items</em>
/// (log records, spans, data points). The names are stored as text (snake case) and shown to users: never rename one.
/// </summary>
public enum DropReason : byte
{
    /// <summary>The bytes of the request or of this record are not valid protobuf or JSON.</summary>
    Malformed = 1,

    /// <summary>Above a size limit, before or after decompression.</summary>
    TooLarge = 2,

    /// <summary>Above the key's rate limit.</summary>
    RateLimited = 3,

    /// <summary>A signal that this version does not store yet.</summary>
    NotSupported = 4,

    /// <summary>A trace or span id that is missing, all zeros, or of the wrong length, on an item that cannot do without.</summary>
    InvalidId = 5,

    /// <summary>Nested deeper than the limit.</summary>
    TooDeep = 6,

    /// <summary>The queue was full or unavailable; the client was told to retry.</summary>
    QueueUnavailable = 7,

    /// <summary>An operator dropped the message from the dead-letter queue.</summary>
    DroppedByOperator = 8,

    /// <summary>A crash of an issue that somebody has discarded.</summary>
    Discarded = 9,
}
