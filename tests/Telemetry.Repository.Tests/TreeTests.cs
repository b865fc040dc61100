using System.Text.RegularExpressions;
using Xunit;

namespace Telemetry.Repository.Tests;

/// <summary>What must not be in the tree: paths of one machine, names that say nothing, tests that do not run, work left open.</summary>
public sealed partial class TreeTests
{
    private const int MaxLines = 300;

    private static readonly string[] Text = [".cs", ".razor", ".md", ".sh", ".yml", ".json", ".csproj", ".props", ".targets", ".sql", ".js", ".css"];

    // Kills at random moments: there the time itself is what is wanted, and no condition is waited for.
    private const string RandomMoments = "tests/Telemetry.EndToEnd.Tests/Chaos/ChaosRun.cs";

    // This file holds the patterns themselves.
    private static IEnumerable<string> TextFiles =>
        Repository.Files.Where(path => Text.Contains(Path.GetExtension(path)) && !path.EndsWith("TreeTests.cs", StringComparison.Ordinal));

    [Fact]
    public void Files_PathsOfOneMachine_AreAbsent() => AssertNowhere(MachinePath(), TextFiles);

    [Fact]
    public void LockFiles_AddressesOfRegistries_AreAbsent() =>
        AssertNowhere(ResolvedAddress(), Repository.Files.Where(path => path.EndsWith("package-lock.json", StringComparison.Ordinal)));

    [Fact]
    public void Files_WhatTheBuildFetches_AreAbsent() =>
        Assert.DoesNotContain(Repository.Files, path => path.Contains("/vendor/", StringComparison.Ordinal) || path.Contains("node_modules/", StringComparison.Ordinal));

    [Fact]
    public void Source_OpenEnds_AreAbsent() => AssertNowhere(OpenEnd(), TextFiles.Where(IsSource));

    [Fact]
    public void Source_NamesThatSayNothing_AreAbsent() => AssertNowhere(EmptyName(), TextFiles.Where(IsSource));

    [Fact]
    public void Source_LongFiles_AreAbsent() =>
        Assert.DoesNotContain(Repository.Files.Where(IsSource), path => Repository.Read(path).Count(character => character == '\n') > MaxLines);

    [Fact]
    public void Tests_WaitsForTime_AreAbsent() =>
        AssertNowhere(Wait(), TextFiles.Where(path => path.Contains(".Tests/", StringComparison.Ordinal) && IsSource(path) && path != RandomMoments));

    private static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal);

    private static void AssertNowhere(Regex pattern, IEnumerable<string> paths) =>
        Assert.Empty(paths.SelectMany(path => pattern.Matches(Repository.Read(path)).Select(match => $"{path}: {match.Value}")));

    [GeneratedRegex(@"(?<![\w.])/(work|root|home)/[a-z.]+")]
    private static partial Regex MachinePath();

    [GeneratedRegex("\"resolved\"\\s*:\\s*\"http[^\"]*\"")]
    private static partial Regex ResolvedAddress();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|Skip = ""|Thread\.Sleep\(")]
    private static partial Regex OpenEnd();

    [GeneratedRegex(@"(class|record|interface|struct) [A-Za-z]*(Manager|Helpers?|Utils?)\b")]
    private static partial Regex EmptyName();

    // Endless is no wait for time, but for a token.
    [GeneratedRegex(@"Task\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex Wait();
}
