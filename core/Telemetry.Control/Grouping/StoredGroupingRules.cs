namespace Telemetry.Control.Grouping;

/// <summary>A project's grouping rules as somebody wrote them.</summary>
/// <param name="Revision">From 1, and one more with each change; 0: nobody wrote any.</param>
/// <param name="Fingerprint">Fingerprint rules, one a line; empty for none.</param>
/// <param name="Stack">Stack rules, one a line; empty for none.</param>
/// <param name="ChangedBy">Who wrote them; null: nobody yet.</param>
/// <param name="ChangedAt">When; null: never.</param>
public sealed record StoredGroupingRules(int Revision, string Fingerprint, string Stack, string? ChangedBy, DateTimeOffset? ChangedAt)
{
    /// <summary>What a project begins with.</summary>
    public static StoredGroupingRules None { get; } = new(0, "", "", null, null);

    /// <summary>Crashes received from then on are grouped by them, until the next revision is in force. Null: always.</summary>
    public DateTimeOffset? InForceFrom => ChangedAt + GroupingRulesStore.Notice;
}
