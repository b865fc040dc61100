using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Drops;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Otlp.Http;
using Telemetry.Ingest.Gateway.Quotas;
using Telemetry.Ingest.Gateway.Sentry;

namespace Telemetry.Ingest.Gateway;

/// <summary>Adds the gateway.</summary>
public static class GatewayServiceCollectionExtensions
{
    /// <summary>
    /// Adds what <c>MapOtlpGrpc</c>, <c>MapOtlpHttp</c> and <c>MapSentry</c> need; options from section <c>Gateway</c>. Needs the queue
    /// (<c>AddTelemetryMessaging</c>, before this, so that it stops after it) and the control database (<c>AddTelemetryControl</c>).
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<GatewayOptions>>().Value);
        services.AddSingleton(provider => new IntakeBudget(provider.GetRequiredService<GatewayOptions>().MaxBytesInFlight));
        services.AddSingleton<IngestKeyFinder>(provider => provider.GetRequiredService<IngestKeyReader>().FindAsync);
        services.AddSingleton<IngestKeyCache>();
        services.AddSingleton<TakenBatches>();
        services.AddSingleton<IntakeGate>();
        services.AddSingleton<GatewayMeters>();
        services.AddSingleton<DropSums>();
        services.AddSingleton<CrashIntake>();
        services.AddSingleton<SessionIntake>();
        services.AddSingleton<OtlpReceiver>();
        services.AddSingleton<SentryReceiver>();
        services.AddSingleton<AttachmentAllowance>();
        services.AddSingleton<Cors>();
        services.AddHostedService<DropFlusher>();
        return services;
    }
}
