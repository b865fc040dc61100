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

    /// <summary>A crash that is stored already: the client sent it again.</summary>
    Repeated = 9,

    /// <summary>A crash of an issue that somebody has discarded.</summary>
    Discarded = 10,

    /// <summary>More than an event, or a project in a day, may have of it.</summary>
    OverQuota = 11,

    // From 32 on: what a client dropped itself, as it reports. Such items were never accepted, so they are no part of what was (docs/adr/0121).

    /// <summary>The client's queue was full.</summary>
    ClientQueueOverflow = 32,

    /// <summary>The client's cache on disk was full.</summary>
    ClientCacheOverflow = 33,

    /// <summary>The client held back because of a rate limit.</summary>
    ClientRateLimited = 34,

    /// <summary>The client could not reach the server.</summary>
    ClientNetworkError = 35,

    /// <summary>Left out by the client's sample rate.</summary>
    ClientSampled = 36,

    /// <summary>Refused by the application's own filter.</summary>
    ClientFiltered = 37,

    /// <summary>Refused by an event processor of the client.</summary>
    ClientEventProcessor = 38,

    /// <summary>The server refused it.</summary>
    ClientSendError = 39,

    /// <summary>The client failed.</summary>
    ClientInternalError = 40,

    /// <summary>The client lacked what the item needs.</summary>
    ClientInsufficientData = 41,

    /// <summary>The client held back because it was busy.</summary>
    ClientBackpressure = 42,

    /// <summary>For a reason that this version does not know.</summary>
    ClientOther = 43,

    /// <summary>It had waited longer at the client than it may.</summary>
    ClientTooOld = 44,

    /// <summary>The user has not agreed to its being sent.</summary>
    ClientWithoutConsent = 45,

    /// <summary>The client could not write it down.</summary>
    ClientUnserialisable = 46,

    /// <summary>The application ended before it was sent.</summary>
    ClientExited = 47,
}
