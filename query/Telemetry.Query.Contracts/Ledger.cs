namespace Telemetry.Query.Contracts;

/// <summary>What came in and what became of it, in items. <c>Accepted = Stored + Dropped</c> for what the worker has seen; <see cref="Queued"/> comes on top.</summary>
/// <param name="Range">The range of receive times.</param>
/// <param name="Signals">One entry per signal seen.</param>
/// <param name="Queued">What still waits, all projects: the queue does not count by project. Null when it cannot be told.</param>
public sealed record IngestLedger(TimeRange Range, IReadOnlyList<LedgerSignal> Signals, QueuedItems? Queued);

/// <summary>One signal's account.</summary>
/// <param name="Signal"><c>logs</c>, <c>spans</c>, <c>metrics</c>, <c>crashes</c>, <c>sessions</c>, <c>attachments</c>, or <c>others</c>: kinds of items that have no line of their own.</param>
/// <param name="Accepted">Items taken in: stored plus dropped.</param>
/// <param name="Stored">Items that are rows.</param>
/// <param name="Dropped">By reason; the names of <c>DropReason</c> in snake case.</param>
/// <param name="Unsent">By reason: items that clients dropped themselves, as they report. They never reached us, so they are no part of the others.</param>
/// <param name="Keys">The same, by ingest key.</param>
public sealed record LedgerSignal(
    string Signal, long Accepted, long Stored, IReadOnlyDictionary<string, long> Dropped, IReadOnlyDictionary<string, long> Unsent, IReadOnlyList<LedgerKey> Keys);

/// <summary>One key's share.</summary>
public sealed record LedgerKey(string KeyId, long Stored, IReadOnlyDictionary<string, long> Dropped);

/// <summary>What waits in the queue.</summary>
/// <param name="Messages">Queue messages.</param>
/// <param name="Items">Items in them; null when the broker cannot tell.</param>
/// <param name="DeadLetters">Messages put aside.</param>
/// <param name="OldestSeconds">Age of the oldest; null when unknown or empty.</param>
public sealed record QueuedItems(long Messages, long? Items, long DeadLetters, double? OldestSeconds);
