using System.Collections.Frozen;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Storage.Crashes.Libraries;

/// <summary>What was found about the libraries of some crashes.</summary>
public sealed class KnownLibraries
{
    private readonly IReadOnlyDictionary<LibrarySource, IReadOnlySet<string>> _answers;

    internal KnownLibraries(IReadOnlyDictionary<LibrarySource, IReadOnlySet<string>> answers) => _answers = answers;

    /// <summary>Top-level modules of the libraries of one of these crashes. Empty for a crash that brings its own list, and when nothing is known.</summary>
    public IReadOnlySet<string> ModulesOf(ProjectId project, CrashReport report) => IsAsked(report)
        ? CrashLibraries.SourcesOf(project, report).Select(source => _answers.GetValueOrDefault(source)).FirstOrDefault(modules => modules is { Count: > 0 }) ?? FrozenSet<string>.Empty
        : FrozenSet<string>.Empty;

    /// <summary>Whether somebody must be asked: of other languages we know no libraries.</summary>
    internal static bool IsAsked(CrashReport report) => report.Distributions.Count == 0 && report.Platform == "python";
}
