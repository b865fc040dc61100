using Telemetry.Model.Issues;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Tests.Issues;

public sealed class ResolutionCoverageTests
{
    private static readonly DateTimeOffset Decided = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Decided.AddDays(1);

    [Theory]
    // One fix: from it on.
    [InlineData("2.1", "2.0.9", true)]
    [InlineData("2.1", "2.1", false)]
    [InlineData("2.1", "2.1.0", false)]
    [InlineData("2.1", "app@2.1", false)]
    [InlineData("2.1", "2.1rc1", true)]
    [InlineData("2.1", "2.1.1", false)]
    [InlineData("2.1", "10.0", false)]
    [InlineData("2.1", "1!0.1", false)]
    // One for each line that is maintained.
    [InlineData("1.8.3 2.1", "1.8.2", true)]
    [InlineData("1.8.3 2.1", "1.8.3", false)]
    [InlineData("1.8.3 2.1", "1.8.4", false)]
    [InlineData("1.8.3 2.1", "1.8.10", false)]
    [InlineData("1.8.3 2.1", "1.9", true)]
    [InlineData("1.8.3 2.1", "2.0", true)]
    [InlineData("1.8.3 2.1", "2.0.9", true)]
    [InlineData("1.8.3 2.1", "2.1", false)]
    [InlineData("1.8.3 2.1", "2.1.1", false)]
    [InlineData("1.8.3 2.1", "3.0", false)]
    [InlineData("2.1 1.8.3", "2.0.9", true)]
    [InlineData("1.8 2.1", "1.9.4", false)]
    [InlineData("1.8 2.1", "2.0.9", true)]
    [InlineData("2 3.1", "2.7", false)]
    [InlineData("2 3.1", "3.0.5", true)]
    [InlineData("1.0.3 2.0.1", "1", true)]
    [InlineData("1.0.3 2.0.1", "1.0.4", false)]
    [InlineData("1.0.3 2.0.1", "1.1", true)]
    [InlineData("1.8.3 1.9.2 2.1", "1.9.1", true)]
    [InlineData("1.8.3 1.9.2 2.1", "1.9.2", false)]
    [InlineData("1.8.3 1.9.2 2.1", "1.8.9", false)]
    public void Covers_InReleases_HoldsForEachLine(string fixes, string release, bool expected) =>
        Assert.Equal(expected, Covers(ResolutionKind.Release, fixes.Split(' '), release, Versions()));

    [Theory]
    [InlineData("2.0", "1.9.9", true)]
    [InlineData("2.0", "2.0", true)]
    [InlineData("2.0", "2.0.0", true)]
    [InlineData("2.0", "2.0.1", false)]
    [InlineData("2.0", "2.1rc1", false)]
    [InlineData("2.0", "1.8.4", true)]
    public void Covers_InTheNext_HoldsUpToTheReleaseOfThatTime(string current, string release, bool expected) =>
        Assert.Equal(expected, Covers(ResolutionKind.Next, [current], release, Versions()));

    [Theory]
    [InlineData(ResolutionKind.Release, "b", "a", true)]
    [InlineData(ResolutionKind.Release, "b", "b", false)]
    [InlineData(ResolutionKind.Release, "b", "c", false)]
    [InlineData(ResolutionKind.Release, "b", "same day as b", true)]
    [InlineData(ResolutionKind.Release, "not seen yet", "c", true)]
    [InlineData(ResolutionKind.Release, "not seen yet", "not seen yet", false)]
    [InlineData(ResolutionKind.Next, "b", "a", true)]
    [InlineData(ResolutionKind.Next, "b", "b", true)]
    [InlineData(ResolutionKind.Next, "b", "same day as b", false)]
    [InlineData(ResolutionKind.Next, "b", "c", false)]
    // Versions count as names where the project has none; 1.0 is the newest by date.
    [InlineData(ResolutionKind.Release, "c", "1.0", false)]
    [InlineData(ResolutionKind.Release, "2.0", "1.0", false)]
    public void Covers_ProjectWithoutVersions_GoesByDate(ResolutionKind kind, string named, string release, bool expected)
    {
        var dates = new Dictionary<string, DateTimeOffset>
        {
            ["2.0"] = Decided.AddDays(-9),
            ["a"] = Decided.AddDays(-3),
            ["b"] = Decided.AddDays(-2),
            ["same day as b"] = Decided.AddDays(-2),
            ["c"] = Decided.AddDays(-1),
            ["1.0"] = Decided.AddHours(1),
        };

        Assert.Equal(expected, Covers(kind, [named], release, new ReleaseOrder(false, dates)));
    }

    [Fact]
    public void Covers_NameThatIsNoVersionAmongVersions_GoesByDate()
    {
        ReleaseOrder order = Versions(("2.1", Decided.AddDays(-2)), ("hotfix-old", Decided.AddDays(-3)), ("hotfix-new", Decided.AddDays(-1)));

        Assert.True(Covers(ResolutionKind.Release, ["2.1"], "hotfix-old", order));
        Assert.False(Covers(ResolutionKind.Release, ["2.1"], "hotfix-new", order));
        Assert.False(Covers(ResolutionKind.Next, ["2.1"], "hotfix-new", order));
    }

    [Theory]
    [InlineData(ResolutionKind.Release, true)]
    [InlineData(ResolutionKind.Next, true)]
    [InlineData(ResolutionKind.Now, false)]
    public void Covers_CrashWithoutRelease_IsCoveredWhereAReleaseIsNamed(ResolutionKind kind, bool expected)
    {
        Assert.Equal(expected, Covers(kind, ["1.0"], null, Versions()));
        Assert.Equal(expected, Covers(kind, ["1.0"], "", Versions()));
    }

    [Fact]
    public void Covers_Now_GoesByWhenItHappened()
    {
        var resolution = new IssueResolution(ResolutionKind.Now, [], Decided);

        Assert.True(ResolutionCoverage.Covers(resolution, new CrashMoment("9.0", null, Decided, Later), Versions()));
        Assert.False(ResolutionCoverage.Covers(resolution, new CrashMoment("9.0", null, Decided.AddMilliseconds(1), Later), Versions()));
    }

    [Theory]
    [InlineData(ResolutionKind.Release)]
    [InlineData(ResolutionKind.Next)]
    [InlineData(ResolutionKind.Now)]
    public void Covers_WhatWasReceivedBeforeTheDecision_IsCovered(ResolutionKind kind) =>
        Assert.True(ResolutionCoverage.Covers(new IssueResolution(kind, kind == ResolutionKind.Now ? [] : ["1.0"], Decided), new CrashMoment("2.0", null, Later, Decided), Versions()));

    private static bool Covers(ResolutionKind kind, string[] releases, string? release, ReleaseOrder order) =>
        ResolutionCoverage.Covers(new IssueResolution(kind, kind == ResolutionKind.Now ? [] : releases, Decided), new CrashMoment(release, null, Later, Later), order);

    private static ReleaseOrder Versions(params (string Name, DateTimeOffset Date)[] dates) => new(true, dates.ToDictionary(pair => pair.Name, pair => pair.Date));
}
