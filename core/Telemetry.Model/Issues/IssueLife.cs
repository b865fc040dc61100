namespace Telemetry.Model.Issues;

/// <summary>How issues change by themselves: pure rules, without a clock and without a database.</summary>
public static class IssueLife
{
    /// <summary>How long an issue is new, regressed or escalating before it is one of the known ones.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromDays(7);

    /// <summary>When time alone changes the state; null: never.</summary>
    public static DateTimeOffset? WakesAt(IssueState state) => state switch
    {
        { Archive: { Kind: ArchiveKind.Time, Until: { } until } } => until,
        { Status: IssueStatus.Unresolved, Substatus: IssueSubstatus.New or IssueSubstatus.Regressed or IssueSubstatus.Escalating } => state.Since + Freshness,
        _ => null,
    };

    /// <summary>The state at that time when time alone has changed it; null when it has not.</summary>
    public static IssueState? Age(IssueState state, DateTimeOffset now) =>
        WakesAt(state) is { } wakes && wakes <= now ? Unresolved(state, IssueSubstatus.Ongoing, now) : null;

    /// <summary>The same issue, to be done.</summary>
    public static IssueState Unresolved(IssueState state, IssueSubstatus substatus, DateTimeOffset now) =>
        state with { Status = IssueStatus.Unresolved, Substatus = substatus, Since = now, Resolution = null, Archive = null };
}
