using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>A page of log records.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">Where the next page starts; null when there is none.</param>
/// <param name="Searched">What has been looked at, the pages before included.</param>
public sealed record StoredLogPage(IReadOnlyList<StoredLog> Items, LogCursor? Next, TimeWindow Searched);
