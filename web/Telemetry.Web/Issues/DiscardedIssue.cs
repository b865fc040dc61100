using Telemetry.Query.Contracts;

namespace Telemetry.Web.Issues;

/// <summary>An issue whose crashes are thrown away, with all the keys it had.</summary>
/// <param name="ShortId">What it was called.</param>
/// <param name="Title">Comes from outside.</param>
/// <param name="By">Who did it; empty: the server does not know.</param>
/// <param name="At">When, RFC 3339, UTC.</param>
/// <param name="Groups">How many keys it had.</param>
internal sealed record DiscardedIssue(string ShortId, string Title, string By, string At, int Groups)
{
    /// <summary>The issues, in the order of the list.</summary>
    public static IReadOnlyList<DiscardedIssue> Of(DiscardedIssueList list) =>
        [.. list.Items.GroupBy(key => key.ShortId).Select(keys => new DiscardedIssue(keys.Key, keys.First().Title, keys.First().DiscardedBy, keys.First().DiscardedAt, keys.Count()))];

    /// <summary>How many crashes were thrown away, of all of them: the ledger counts by reason, not by issue.</summary>
    public static long Dropped(IngestLedger ledger) => ledger.Signals.Where(signal => signal.Signal == "crashes").Sum(signal => signal.Dropped.GetValueOrDefault("discarded"));
}
