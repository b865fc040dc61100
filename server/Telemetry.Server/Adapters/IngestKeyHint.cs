using Telemetry.Control;
using Telemetry.Control.Projects;
using Telemetry.Web.Onboarding;

namespace Telemetry.Server.Adapters;

/// <summary>The first project's key, from the control database; of another project none is told yet.</summary>
internal sealed class IngestKeyHint(ProjectReader projects) : IIngestKeyHint
{
    public async ValueTask<string?> FindAsync(string? project, CancellationToken cancellationToken)
    {
        try
        {
            KeyedProject? first = await projects.FindFirstKeyedAsync(cancellationToken);
            return first is not null && (project is null || project == first.Project.Id.ToString()) ? first.IngestKey : null;
        }
        catch (ControlUnavailableException)
        {
            // Instructions with a gap are better than none.
            return null;
        }
    }
}
