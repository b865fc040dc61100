-- What every statement about feedback returns.
    FeedbackId,
    EventId,
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
    Name,
    Email,
    Comments,
    Url,
    Release,
    Environment
