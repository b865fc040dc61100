using Telemetry.Query.Contracts;
using Telemetry.Web.Display;

namespace Telemetry.Web.Rules;

/// <summary>A change of rules, whatever kind they are of.</summary>
/// <param name="Number">From 1; 0: before the first, when there were none.</param>
/// <param name="Size">How many rules there were then.</param>
/// <param name="ChangedBy">Name of whoever did it; null: not known.</param>
/// <param name="ChangedAt">RFC 3339, UTC.</param>
public sealed record RuleRevision(int Number, string Size, string? ChangedBy, string? ChangedAt)
{
    /// <summary>Of grouping.</summary>
    public static RuleRevision From(GroupingRulesItem item) =>
        new(item.Revision, $"{CountText.Format(Count(item.Fingerprint))} fingerprint, {CountText.Format(Count(item.Stack))} stack", item.ChangedBy, item.ChangedAt);

    /// <summary>Of ownership.</summary>
    public static RuleRevision From(OwnershipRulesItem item) => new(item.Revision, CountText.Format(Count(item.Text), "rule", "rules"), item.ChangedBy, item.ChangedAt);

    private static int Count(string text) => text.Split('\n').Select(line => line.Trim()).Count(line => line.Length > 0 && line[0] != '#');
}
