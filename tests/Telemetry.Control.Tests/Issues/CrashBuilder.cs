using Telemetry.Model.Issues;

namespace Telemetry.Control.Tests.Issues;

/// <summary>Crashes with defaults.</summary>
internal static class CrashBuilder
{
    /// <summary>The hour at which crashes happen unless a test says otherwise.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static CrashSighting Crash(ulong hash, string? release = null, DateTimeOffset? at = null) => Crash([new GroupingKey(1, hash)], release, at);

    public static CrashSighting Crash(GroupingKey[] keys, string? release = null, DateTimeOffset? at = null) => new()
    {
        Project = ControlSuite.Project,
        Keys = keys,
        Title = $"ValueError: number {keys[0].Hash}",
        Type = "ValueError",
        Culprit = "shop.cart.checkout",
        Level = "error",
        Release = release,
        Environment = "production",
        OccurredAt = at ?? Noon,
        ReceivedAt = at ?? Noon,
    };

    public static IssueId Issue(this IReadOnlyList<Telemetry.Control.Issues.AssignedCrash> answers) =>
        Assert.Single(answers.Select(answer => answer.Issue).Distinct()) ?? throw new InvalidOperationException("The crash was discarded.");
}
