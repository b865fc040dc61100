using Telemetry.Control.Tokens;
using Telemetry.Ingest.Gateway;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Sentry;
using Telemetry.Ingest.Worker;
using Telemetry.Messaging;
using Telemetry.Query.Api;
using Telemetry.Query.Api.Admin;
using Telemetry.Query.Api.Ledger;
using Telemetry.Server.Adapters;
using Telemetry.Server.Listeners;
using Telemetry.Server.Readiness;
using Telemetry.Server.Settings;
using Telemetry.Storage;
using Telemetry.Web;
using Telemetry.Web.Onboarding;
using Telemetry.Web.SignIn;

namespace Telemetry.Server.Hosting;

/// <summary>What each role brings along. The same parts, whether the roles share a process or not.</summary>
internal static class RoleRegistration
{
    public static void AddRoles(this IServiceCollection services, IConfiguration configuration, ServerSettings settings)
    {
        if (settings.Has(ServerRoles.Gateway | ServerRoles.Worker | ServerRoles.Query))
        {
            services.AddTelemetryMessaging();
            services.AddHealthChecks().AddCheck<QueueCheck>("queue");
        }

        if (settings.Has(ServerRoles.Worker | ServerRoles.Query))
        {
            services.AddTelemetryStorage();
        }

        if (settings.Has(ServerRoles.Gateway))
        {
            services.AddGateway(configuration);
        }

        if (settings.Has(ServerRoles.Worker))
        {
            services.AddWorker();
            services.AddHealthChecks().AddCheck<ConsumerCheck>("consumers");
        }

        if (settings.Has(ServerRoles.Query))
        {
            services.AddSingleton<IQueueGauge, QueueGauge>();
            services.AddSingleton<IDeadLetters, DeadLetterBox>();
            services.AddQueryApi();
        }

        if (settings.Has(ServerRoles.Web))
        {
            services.AddSingleton<IOneTimeLogin, OneTimeLogin>();
            services.AddSingleton<IAccountDesk, AccountDesk>();
            services.AddSingleton<IIngestKeyHint, IngestKeyHint>();
            services.AddWeb();
        }

        if (settings.Has(ServerRoles.Web) && !settings.Has(ServerRoles.Query))
        {
            services.AddHostedService<BootstrapTokenLease>();
        }
    }

    public static void MapRoles(this WebApplication app, ServerSettings settings, ListenerSockets sockets)
    {
        app.UseRouting();
        if (settings.Has(ServerRoles.Gateway))
        {
            app.UseOtlpShortcut(sockets);
            app.MapOtlpGrpc();
            app.MapOtlpHttp();
            app.MapSentry();
        }

        if (settings.Has(ServerRoles.Query | ServerRoles.Web))
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        if (settings.Has(ServerRoles.Query))
        {
            app.MapQueryApi();
        }

        if (settings.Has(ServerRoles.Web))
        {
            app.MapWeb();
        }
    }
}
