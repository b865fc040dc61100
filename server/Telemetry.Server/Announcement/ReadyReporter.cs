using Telemetry.Control.Projects;
using Telemetry.Control.Tokens;
using Telemetry.Server.Listeners;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Announcement;

/// <summary>Puts together where everything is.</summary>
internal sealed class ReadyReporter(
    ServerSettings settings, ListenerSockets sockets, ProjectReader projects, BootstrapToken bootstrap, OneTimeLogins logins)
{
    /// <summary>Makes a new login link each time.</summary>
    public async Task<ReadyReport> CreateAsync(CancellationToken cancellationToken)
    {
        string? http = Address(Listener.Http);
        string? web = settings.Has(ServerRoles.Web) ? http : null;
        string? api = settings.Has(ServerRoles.Query) ? $"{http}/api/v1" : null;
        KeyedProject? first = await projects.FindFirstKeyedAsync(cancellationToken);
        return new ReadyReport
        {
            Web = web,
            Api = api,
            OtlpGrpc = Address(Listener.OtlpGrpc),
            OtlpHttp = Address(Listener.OtlpHttp),
            Project = first is null ? null : Describe(first),
            AdminToken = web is null && api is null ? null : bootstrap.Text,
            LoginUrl = web is null ? null : $"{web}/login?token={logins.Create(bootstrap.Text)}",
        };
    }

    private ReadyProject Describe(KeyedProject first) =>
        new(first.Project.Id.ToString(), first.Project.Name, first.IngestKey, Dsn(sockets.Find(Listener.OtlpHttp), first));

    private static string? Dsn(Uri? address, KeyedProject first) => address is null ? null : $"http://{first.IngestKey}@{address.Authority}/{first.Project.Id}";

    private string? Address(Listener listener) => sockets.Find(listener)?.GetLeftPart(UriPartial.Authority);
}
