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
        bool hasWeb = settings.Has(ServerRoles.Web);
        bool hasApi = settings.Has(ServerRoles.Query);
        string http = Address(Listener.Http);
        KeyedProject? first = await projects.FindFirstKeyedAsync(cancellationToken);
        return new ReadyReport
        {
            Web = hasWeb ? http : null,
            Api = hasApi ? $"{http}/api/v1" : null,
            OtlpGrpc = sockets.Has(Listener.OtlpGrpc) ? Address(Listener.OtlpGrpc) : null,
            OtlpHttp = sockets.Has(Listener.OtlpHttp) ? Address(Listener.OtlpHttp) : null,
            Project = first is null ? null : Describe(first),
            AdminToken = hasWeb || hasApi ? bootstrap.Text : null,
            LoginUrl = hasWeb ? $"{http}/login?token={logins.Create(bootstrap.Text)}" : null,
        };
    }

    private ReadyProject Describe(KeyedProject first) =>
        new(first.Project.Id.ToString(), first.Project.Name, first.IngestKey, sockets.Has(Listener.OtlpHttp) ? Dsn(first) : null);

    private string Dsn(KeyedProject first) => $"http://{first.IngestKey}@{sockets.AddressOf(Listener.OtlpHttp).Authority}/{first.Project.Id}";

    private string Address(Listener listener) => sockets.AddressOf(listener).GetLeftPart(UriPartial.Authority);
}
