using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues.Facts;

/// <summary>What stands out about the machines an issue hits, as the contract writes it (docs/adr/0125).</summary>
internal static class FactItems
{
    private const string DistributionPrefix = "distribution:";

    // With fewer on either side there is nothing to say.
    private const int MinPeople = 5;

    // What few of them have is no reason, however rare it is elsewhere.
    private const double MinShare = 0.3;

    // Many facts are looked at, and one in twenty lies outside its interval by chance: so more than "not equal" is asked for.
    private const double MinLift = 1.25;

    private const int MaxItems = 20;
    private const int MaxNames = 60;
    private const int MaxValues = 10;

    public static IssueFacts From(CrashComparison comparison)
    {
        IEnumerable<FactFigures> distributions = comparison.Distributions.Select(fact => fact with { Name = DistributionPrefix + fact.Name });
        return new IssueFacts(
            comparison.Events,
            comparison.Compared,
            comparison.Others,
            [.. comparison.Facts.Concat(distributions).Where(IsEnough).Select(Item).Where(StandsOut).OrderByDescending(Strength).Take(MaxItems)],
            [.. comparison.Facts.GroupBy(fact => fact.Name).OrderByDescending(name => name.Max(fact => fact.AllOwn)).ThenBy(name => name.Key, StringComparer.Ordinal).Take(MaxNames).Select(Values)]);
    }

    private static bool IsEnough(FactFigures fact) => fact.AllOwn >= MinPeople && fact.AllOthers >= MinPeople;

    private static IssueFactItem Item(FactFigures fact)
    {
        var over = Overrepresentation.Of(fact.Own, fact.AllOwn, fact.Others, fact.AllOthers);
        return new IssueFactItem(fact.Name, fact.Value, fact.Own, over.Share, over.OtherShare, over.Lift, over.AtLeast);
    }

    private static bool StandsOut(IssueFactItem item) => item.Share >= MinShare && item.LiftAtLeast >= MinLift;

    // What nearly all have and others lack comes first; a rare thing with a great lift behind it.
    private static double Strength(IssueFactItem item) => (item.Share - item.OtherShare) * Math.Log(item.LiftAtLeast);

    private static FactValues Values(IGrouping<string, FactFigures> name) =>
        new(name.Key, [.. name.OrderByDescending(fact => fact.Own).Take(MaxValues).Select(fact => new CountGroup(fact.Value, fact.Own))]);
}
