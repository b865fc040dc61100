using Telemetry.Model.Releases;

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

    /// <summary>What time alone has changed by then; null: nothing.</summary>
    public static IssueTransition? Age(IssueState state, DateTimeOffset now) => WakesAt(state) is { } wakes && wakes <= now
        ? new IssueTransition(state.Archive is null ? IssueChangeKind.Aged : IssueChangeKind.Unarchived, Unresolved(state, IssueSubstatus.Ongoing, now), null)
        : null;

    /// <summary>What crashes have changed; null: nothing.</summary>
    /// <param name="state">As it is.</param>
    /// <param name="crashes">New ones, or the same again.</param>
    /// <param name="facts">Of the store, where <see cref="NeedsFacts"/> says so; null: not known, so that nothing depends on it.</param>
    /// <param name="order">Of the releases concerned.</param>
    /// <param name="now">The time.</param>
    public static IssueTransition? Detect(IssueState state, IReadOnlyList<CrashMoment> crashes, IssueFacts? facts, ReleaseOrder order, DateTimeOffset now)
    {
        if (state.Resolution is { } resolution)
        {
            return crashes.Where(crash => !ResolutionCoverage.Covers(resolution, crash, order)).Cast<CrashMoment?>().FirstOrDefault() is { } cause
                ? new IssueTransition(IssueChangeKind.Regressed, Unresolved(state, IssueSubstatus.Regressed, now), cause)
                : null;
        }

        return state.Archive is { } archive && facts is { } known && IsUp(archive, known)
            ? new IssueTransition(
                archive.Kind == ArchiveKind.Escalating ? IssueChangeKind.Escalated : IssueChangeKind.Unarchived,
                Unresolved(state, archive.Kind == ArchiveKind.Escalating ? IssueSubstatus.Escalating : IssueSubstatus.Ongoing, now),
                crashes.Count > 0 ? crashes[^1] : null)
            : Age(state, now);
    }

    /// <summary>Whether the store must be asked before it can be told what crashes change.</summary>
    public static bool NeedsFacts(IssueState state) => state.Archive?.Kind is ArchiveKind.Escalating or ArchiveKind.Events or ArchiveKind.Users;

    /// <summary>From when on events of an archived issue count; null: all that are kept, less those there were.</summary>
    public static DateTimeOffset? CountsSince(IssueArchive archive, DateTimeOffset now) => archive switch
    {
        // A burst that was there when somebody archived it is no reason to bring it back.
        { Kind: ArchiveKind.Escalating } => Later(archive.At, HourOf(now)),
        { Window: { } window } => Later(archive.At, now - window),
        _ => null,
    };

    /// <summary>Start of the hour, UTC.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The same issue, to be done.</summary>
    public static IssueState Unresolved(IssueState state, IssueSubstatus substatus, DateTimeOffset now) =>
        state with { Status = IssueStatus.Unresolved, Substatus = substatus, Since = now, Resolution = null, Archive = null };

    private static bool IsUp(IssueArchive archive, IssueFacts facts) => archive.Kind switch
    {
        ArchiveKind.Escalating => facts.Count.Events > facts.Limit,
        ArchiveKind.Events => facts.Count.Events - archive.Baseline >= archive.Count,
        ArchiveKind.Users => facts.Count.Users - archive.Baseline >= archive.Count,
        _ => false,
    };

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
