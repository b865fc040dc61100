using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Issues;

/// <summary>Makes a filter into conditions.</summary>
internal static class IssueFilters
{
    private const string Escape = "\\";

    public static IQueryable<IssueRow> Apply(IQueryable<IssueRow> issues, IssueFilter filter)
    {
        issues = filter.Status is { } status ? issues.Where(row => row.Status == status) : issues;
        issues = filter.Substatus is { } substatus ? issues.Where(row => row.Substatus == substatus) : issues;
        issues = filter.Priority is { } priority ? issues.Where(row => row.Priority == priority) : issues;
        issues = filter.Level is { } level ? issues.Where(row => row.Level == level) : issues;
        issues = filter.FirstRelease is { } first ? issues.Where(row => row.FirstRelease == first) : issues;
        issues = filter.Assignee is { } assignee ? issues.Where(assignee.Length == 0 ? row => row.Assignee == null : row => row.Assignee == assignee) : issues;
        if (filter.LastSeenFrom?.ToUnixTimeMilliseconds() is { } from)
        {
            issues = issues.Where(row => row.LastSeenAtMilliseconds >= from);
        }

        if (filter.ResolvedIn is { } release)
        {
            // As it stands in the document, quotes and all.
            string text = Like(Outbox.OutboxJson.Write(release));
            issues = issues.Where(row => row.Resolution != null && EF.Functions.Like(row.Resolution, text, Escape));
        }

        return filter.Words.Aggregate(issues, Containing);
    }

    private static IQueryable<IssueRow> Containing(IQueryable<IssueRow> issues, string word)
    {
        // LIKE knows no case in SQLite, and does in PostgreSQL: so both sides are made small.
        string pattern = Like(word.ToLowerInvariant());
        return issues.Where(row => EF.Functions.Like(row.Title.ToLower(), pattern, Escape) || EF.Functions.Like(row.Type.ToLower(), pattern, Escape)
            || EF.Functions.Like(row.Culprit.ToLower(), pattern, Escape) || EF.Functions.Like(row.ShortId.ToLower(), pattern, Escape));
    }

    private static string Like(string text) => $"%{text.Replace(Escape, @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
