using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>
/// A place between two log records, newest first. It names the last record before it by content, not by number, so that records which arrive later move nothing.
/// </summary>
/// <param name="Timestamp">Everything later is before the place.</param>
/// <param name="Tie">Which of the records of this very nanosecond are before it; null: all of them.</param>
public readonly record struct LogCursor(UnixNanoseconds Timestamp, LogTie? Tie);

/// <summary>A place among records of the same nanosecond, in the order of their hashes.</summary>
/// <param name="Hash">Records of a lower hash are before the place.</param>
/// <param name="Equal">So many records of this hash are before it, too; being equal, any of them.</param>
public readonly record struct LogTie(ulong Hash, int Equal);
