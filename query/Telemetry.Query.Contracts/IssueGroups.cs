namespace Telemetry.Query.Contracts;

/// <summary>What an issue is made of.</summary>
/// <param name="Items">Groups, most events first; at most 20.</param>
/// <param name="Total">How many groups there are.</param>
/// <param name="Parts">Issues that were merged into it.</param>
public sealed record IssueGroupList(IReadOnlyList<IssueGroupItem> Items, int Total, IReadOnlyList<IssueItem> Parts);

/// <summary>Crashes with the same key.</summary>
/// <param name="Key">Version of the grouping, colon, 16 hexadecimal digits.</param>
/// <param name="Part">Short id of the merged issue it came with; null: it is the issue's own.</param>
/// <param name="Events">In the range.</param>
/// <param name="Newest">Its newest crash in the range; null: none.</param>
public sealed record IssueGroupItem(string Key, string? Part, long Events, CrashListItem? Newest);
