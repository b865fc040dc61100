using Telemetry.Model.Releases;

namespace Telemetry.Model.Issues;

/// <summary>Whether a crash speaks against a resolution (docs/adr/0116).</summary>
public static class ResolutionCoverage
{
    /// <summary>True: the crash was to be expected. False: the issue is back.</summary>
    public static bool Covers(IssueResolution resolution, CrashMoment crash, ReleaseOrder order)
    {
        // Known when it was decided. So a batch that is handled again does not bring back what was resolved meanwhile.
        if (crash.ReceivedAt <= resolution.At)
        {
            return true;
        }

        return resolution.Kind == ResolutionKind.Now
            ? crash.OccurredAt <= resolution.At
            : crash.Release is not { Length: > 0 } release
                || (resolution.Kind == ResolutionKind.Next ? IsUpTo(resolution.Releases, release, crash, order) : !HasFix(resolution.Releases, release, crash, order));
    }

    private static bool IsUpTo(IReadOnlyList<string> current, string release, CrashMoment crash, ReleaseOrder order) => current.Any(known =>
        known == release
        || (order.VersionOf(known) is { } knownVersion && order.VersionOf(release) is { } version
            ? version.CompareTo(knownVersion) <= 0
            : order.DateOf(known) is not { } knownDate || knownDate > (order.DateOf(release) ?? crash.OccurredAt)));

    private static bool HasFix(IReadOnlyList<string> fixes, string release, CrashMoment crash, ReleaseOrder order)
    {
        if (fixes.Contains(release, StringComparer.Ordinal))
        {
            return true;
        }

        ReleaseVersion[] versions = [.. fixes.Select(order.VersionOf).OfType<ReleaseVersion>().Order()];
        if (order.VersionOf(release) is { } version && versions.Length > 0)
        {
            return versions.Index().Any(fix => version.CompareTo(fix.Item) >= 0 && (fix.Index == versions.Length - 1 || version.IsOnLineOf(fix.Item)));
        }

        DateTimeOffset?[] dates = [.. fixes.Select(order.DateOf)];
        // A release that nobody has seen yet has no date, and nothing can be later than it.
        return dates.All(date => date is not null) && dates.Max() < (order.DateOf(release) ?? crash.OccurredAt);
    }
}
