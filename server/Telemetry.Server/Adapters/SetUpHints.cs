using Microsoft.Extensions.Options;
using Telemetry.Server.Announcement;
using Telemetry.Web;

namespace Telemetry.Server.Adapters;

/// <summary>Tells the pages the ingest key that their instructions for a project without data show. It is known only once the control database has answered.</summary>
internal sealed class SetUpHints(IOptions<WebOptions> web)
{
    public void Apply(ReadyReport report) => web.Value.FirstProjectKey ??= report.Project?.Key;
}
