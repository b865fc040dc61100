namespace Telemetry.Query.Contracts;

/// <summary>Issues that match, in the order asked for.</summary>
/// <param name="Items">At most the limit.</param>
/// <param name="Next">An opaque cursor for the page behind this one; null on the last.</param>
/// <param name="Total">How many match, on all pages.</param>
/// <param name="Range">What is counted: events of these hours. Both ends are full hours, UTC.</param>
/// <param name="StepSeconds">Width of each number of <see cref="IssueListItem.Trend"/>.</param>
/// <param name="Releases">What <see cref="IssueListItem.ReleaseTrend"/> counts by: the newest releases in which an issue of this page was seen in the range, the oldest first; at most 16.</param>
public sealed record IssueList(IReadOnlyList<IssueListItem> Items, string? Next, long Total, TimeRange Range, long StepSeconds, IReadOnlyList<string> Releases);

/// <summary>An issue in a list, with what happened in the range. Its texts come from outside.</summary>
public sealed record IssueListItem
{
    /// <summary>Decimal; never reused.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it, such as <c>APP-17</c>.</summary>
    public required string ShortId { get; init; }

    /// <summary>At most 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Qualified type of the exception; empty for none.</summary>
    public required string Type { get; init; }

    /// <summary>Where it happens; empty when unknown.</summary>
    public required string Culprit { get; init; }

    /// <summary><c>unresolved</c>, <c>resolved</c> or <c>archived</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>new</c>, <c>ongoing</c>, <c>escalating</c>, <c>regressed</c>; <c>none</c> unless unresolved.</summary>
    public required string Substatus { get; init; }

    /// <summary><c>fatal</c>, <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>.</summary>
    public required string Level { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public required string Priority { get; init; }

    /// <summary>Events in the range, in the releases and environments asked for.</summary>
    public required long Count { get; init; }

    /// <summary>Installs, or users where a client tells none, which it hit in the range. Exact up to some thousands, within 1 % above.</summary>
    public required long Users { get; init; }

    /// <summary>When its earliest crash happened, RFC 3339, UTC.</summary>
    public required string FirstSeen { get; init; }

    /// <summary>When its latest crash happened, RFC 3339, UTC.</summary>
    public required string LastSeen { get; init; }

    /// <summary>The earliest release it was seen in, by the order of releases; null: no crash named one.</summary>
    public required string? FirstRelease { get; init; }

    /// <summary>The latest.</summary>
    public required string? LastRelease { get; init; }

    /// <summary>An e-mail address or a team; null: nobody.</summary>
    public required string? Assignee { get; init; }

    /// <summary>Set exactly when resolved.</summary>
    public required IssueResolutionItem? Resolution { get; init; }

    /// <summary>Grows with each change of the state; <see cref="IssuePatch.IfVersion"/> takes it.</summary>
    public required long StateVersion { get; init; }

    /// <summary>Events over the range, oldest first; <see cref="IssueList.StepSeconds"/> each.</summary>
    public required IReadOnlyList<long> Trend { get; init; }

    /// <summary>The earliest release by order in which it happened in the range; null: no crash named one.</summary>
    public required string? FirstBadRelease { get; init; }

    /// <summary>Events in each of <see cref="IssueList.Releases"/>, in the range.</summary>
    public required IReadOnlyList<long> ReleaseTrend { get; init; }

    /// <summary>What people wrote about its crashes in the range.</summary>
    public required long Feedback { get; init; }
}

/// <summary>An issue, and how often it happens where.</summary>
/// <param name="Issue">The issue. When it is part of another, that one is told, and the figures are that one's.</param>
/// <param name="Count">Events in the range.</param>
/// <param name="Unhandled">Those that nobody caught.</param>
/// <param name="Users">Installs, or users, hit in the range.</param>
/// <param name="Releases">Releases that were in use in the range, newest first, also those without an event of this issue; at most 100.</param>
/// <param name="Environments">Where it happened, most events first; at most 100.</param>
/// <param name="FirstBadRelease">The earliest release by order in which it happened, in the range; null: no crash named one.</param>
/// <param name="LastGoodRelease">The release before <paramref name="FirstBadRelease"/> that was in use and had none; null: there is none.</param>
/// <param name="Range">What is counted: full hours, UTC.</param>
/// <param name="StepSeconds">Width of each number of <paramref name="Trend"/>.</param>
/// <param name="Trend">Events over the range, oldest first.</param>
/// <param name="LatestEvent">Id of its newest crash in the range; null: none is stored any more.</param>
public sealed record IssueDetails(
    IssueItem Issue,
    long Count,
    long Unhandled,
    long Users,
    IReadOnlyList<IssueReleaseItem> Releases,
    IReadOnlyList<IssueEnvironmentItem> Environments,
    string? FirstBadRelease,
    string? LastGoodRelease,
    TimeRange Range,
    long StepSeconds,
    IReadOnlyList<long> Trend,
    string? LatestEvent);

/// <summary>How often an issue happens in a release.</summary>
/// <param name="Release">Its name; empty for crashes that name none.</param>
/// <param name="Count">Events of this issue.</param>
/// <param name="Users">Installs or users hit.</param>
/// <param name="FirstSeen">The first of them, RFC 3339, UTC; null: none.</param>
/// <param name="LastSeen">The last of them; null: none.</param>
/// <param name="AllEvents">Events of all issues in this release.</param>
/// <param name="Sessions">Sessions of this release; 0 when its clients tell of none.</param>
public sealed record IssueReleaseItem(string Release, long Count, long Users, string? FirstSeen, string? LastSeen, long AllEvents, long Sessions);

/// <summary>How often an issue happens in an environment.</summary>
/// <param name="Environment">Its name; empty for crashes that name none.</param>
/// <param name="Count">Events.</param>
/// <param name="Users">Installs or users hit.</param>
public sealed record IssueEnvironmentItem(string Environment, long Count, long Users);

/// <summary>What the machines have in common that an issue hits.</summary>
/// <param name="Events">Events of the issue in the range.</param>
/// <param name="Compared">How many of them were looked at: a sample of the newest when there are many.</param>
/// <param name="Others">How many events of other issues they were compared with, of the same releases.</param>
/// <param name="Items">What stands out, the strongest first; at most 20. Empty: nothing does.</param>
/// <param name="Common">The values seen most, for every name; at most 10 a name and 60 names.</param>
public sealed record IssueFacts(long Events, long Compared, long Others, IReadOnlyList<IssueFactItem> Items, IReadOnlyList<FactValues> Common);

/// <summary>A fact that is more frequent where an issue happens.</summary>
/// <param name="Name">Of the fact, such as <c>os.name</c>, or <c>distribution:NAME</c>.</param>
/// <param name="Value">Its value, or the version of the distribution.</param>
/// <param name="Count">Events of the issue with it.</param>
/// <param name="Share">Of the issue's events, 0 to 1.</param>
/// <param name="OtherShare">Of the other events, 0 to 1.</param>
/// <param name="Lift">How many times more frequent; null: no other event has it.</param>
/// <param name="LiftAtLeast">The lower end of the 95 % interval of <paramref name="Lift"/>.</param>
public sealed record IssueFactItem(string Name, string Value, long Count, double Share, double OtherShare, double? Lift, double LiftAtLeast);

/// <summary>The values of a fact.</summary>
/// <param name="Name">Of the fact.</param>
/// <param name="Values">Most events first.</param>
public sealed record FactValues(string Name, IReadOnlyList<CountGroup> Values);

/// <summary>What differs between the last good release and the first bad one.</summary>
/// <param name="Good">The release without the issue; null: there is none.</param>
/// <param name="Bad">The release in which it began; null: no crash names one.</param>
/// <param name="Distributions">Those whose versions differ; at most 500.</param>
/// <param name="Commits">Of the bad release, when somebody has sent them; at most 1,000.</param>
public sealed record IssueChanges(string? Good, string? Bad, IReadOnlyList<ChangedDistribution> Distributions, IReadOnlyList<ReleaseCommitItem> Commits);

/// <summary>A distribution whose versions differ between two releases.</summary>
/// <param name="Name">Normalised (PEP 503).</param>
/// <param name="Before">Versions seen in the good release; empty: it was not there.</param>
/// <param name="After">Versions seen in the bad release; empty: it is gone.</param>
public sealed record ChangedDistribution(string Name, IReadOnlyList<string> Before, IReadOnlyList<string> After);
