using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues.Rules;

/// <summary>A crash that other rules group otherwise.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">What it is stored under.</param>
/// <param name="To">Its key under the other rules.</param>
/// <param name="Title">What an issue of that key would be called.</param>
internal sealed record RegroupedCrash(CrashId Id, GroupingKey From, GroupingKey To, string Title);

/// <summary>
/// Groups crashes by two sets of rules. Both are applied today, so that what differs is the rules' doing, and not that of libraries that became known after the crash was stored.
/// </summary>
internal sealed class RuleTrial(ProjectId project, GroupingRules now, GroupingRules then)
{
    private readonly List<RegroupedCrash> _regrouped = [];
    private readonly Dictionary<GroupingKey, int> _tried = [];

    public ProjectId Project => project;

    /// <summary>How many were tried.</summary>
    public int Count { get; private set; }

    /// <summary>Length of their documents.</summary>
    public long Characters { get; private set; }

    /// <summary>When the oldest of them happened.</summary>
    public UnixNanoseconds? Oldest { get; private set; }

    /// <summary>How many were tried of each key they are stored under.</summary>
    public IReadOnlyDictionary<GroupingKey, int> Tried => _tried;

    /// <summary>Those that are grouped otherwise.</summary>
    public IReadOnlyList<RegroupedCrash> Regrouped => _regrouped;

    /// <summary>Tries one.</summary>
    public void Try(StoredCrash stored, CrashReport report, IReadOnlySet<string> libraries)
    {
        Count++;
        _tried[stored.Key] = _tried.GetValueOrDefault(stored.Key) + 1;
        Characters += stored.Document.Length;
        Oldest = Oldest is { } oldest && oldest.Value <= stored.Time.Value ? oldest : stored.Time;
        CrashGrouping before = CrashGrouper.Group(report, now.With(libraries)).Grouping;
        CrashGrouping after = CrashGrouper.Group(report, then.With(libraries)).Grouping;
        if (before.Hash != after.Hash)
        {
            _regrouped.Add(new RegroupedCrash(stored.Id, stored.Key, new GroupingKey(after.Version, after.Hash), after.Title));
        }
    }
}
