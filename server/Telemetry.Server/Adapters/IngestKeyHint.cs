using System.Globalization;
using Telemetry.Control;
using Telemetry.Control.Projects;
using Telemetry.Model;
using Telemetry.Web.Onboarding;

namespace Telemetry.Server.Adapters;

/// <summary>A project's oldest key that is to work on, from the control database.</summary>
internal sealed class IngestKeyHint(ProjectReader projects) : IIngestKeyHint
{
    public async ValueTask<string?> FindAsync(string? project, CancellationToken cancellationToken)
    {
        try
        {
            return project is null
                ? (await projects.FindFirstKeyedAsync(cancellationToken))?.IngestKey
                : uint.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out uint id) ? await projects.FindKeyAsync(new ProjectId(id), cancellationToken) : null;
        }
        catch (ControlUnavailableException)
        {
            // Instructions with a gap are better than none.
            return null;
        }
    }
}
