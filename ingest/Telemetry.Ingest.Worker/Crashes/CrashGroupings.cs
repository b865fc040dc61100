using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Storage.Crashes.Libraries;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Finds what decides how crashes are grouped, beside the crashes themselves: the rules of their projects and the libraries of their releases.</summary>
internal sealed class CrashGroupings(ProjectRules rules, CrashLibraries libraries)
{
    /// <summary>The rules for each of these crashes.</summary>
    /// <exception cref="Control.ControlUnavailableException">Group nothing, try again.</exception>
    /// <exception cref="Storage.Queries.QueryFailedException">The same.</exception>
    public async Task<Func<ProjectId, CrashReport, GroupingRules>> LoadAsync(IReadOnlyCollection<(ProjectId Project, CrashReport Report)> crashes, CancellationToken cancellationToken)
    {
        await rules.RefreshAsync(crashes.Select(crash => crash.Project), cancellationToken);
        KnownLibraries known = await libraries.LoadAsync(crashes, cancellationToken);
        return (project, report) => rules.InForce(project, report.ReceivedAt).With(known.ModulesOf(project, report));
    }
}
