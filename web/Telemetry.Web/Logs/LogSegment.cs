namespace Telemetry.Web.Logs;

/// <summary>A stretch of a long list.</summary>
/// <param name="From">RFC 3339, included.</param>
/// <param name="To">RFC 3339, not included.</param>
/// <param name="Count">Records in it when it was counted.</param>
public sealed record LogSegment(string From, string To, long Count);

/// <summary>A long list, cut into stretches that can be fetched each by itself: whoever drags the scroll bar gets the rows of that place without those before it.</summary>
/// <param name="Segments">Newest first.</param>
/// <param name="IsWhole">Whether there are no older records in the range.</param>
public sealed record LogIndex(IReadOnlyList<LogSegment> Segments, bool IsWhole);
