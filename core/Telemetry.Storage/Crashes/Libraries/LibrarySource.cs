using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Storage.Crashes.Libraries;

/// <summary>Where it is written what a crash's program had installed: a list, by its hash, or the lists that other crashes of the release had.</summary>
/// <param name="Project">Whose.</param>
/// <param name="List">Hash of the list; empty: the release's.</param>
/// <param name="Service">Empty for none, and for a list.</param>
/// <param name="Release">Empty for a list.</param>
internal readonly record struct LibrarySource(ProjectId Project, string List, string Service, string Release)
{
    /// <summary>The list of a crash; null when it names none.</summary>
    public static LibrarySource? OfList(ProjectId project, CrashReport report) =>
        report.DistributionsHash is { Length: > 0 } hash ? new LibrarySource(project, hash, "", "") : null;

    /// <summary>The lists of its release; null when it has none.</summary>
    public static LibrarySource? OfRelease(ProjectId project, CrashReport report) =>
        report.Release is { Length: > 0 } release ? new LibrarySource(project, "", report.Service ?? "", release) : null;
}
