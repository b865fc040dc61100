using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Telemetry.ServiceDefaults.OwnTelemetry;

/// <summary>Our own metrics, and traces and logs when there is somewhere to send them.</summary>
internal static class OwnTelemetryRegistration
{
    private const string ServiceName = "telemetry-server";
    private const string OwnSources = "Telemetry.*";

    private static readonly string[] PlatformMeters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OwnTelemetryOptions>().BindConfiguration(OwnTelemetryOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: typeof(OwnTelemetryRegistration).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter(OwnSources).AddMeter(PlatformMeters).AddPrometheusExporter());

        // Read before the options are validated, but nothing is sent before the host has started.
        if (configuration.GetSection(OwnTelemetryOptions.SectionName)[nameof(OwnTelemetryOptions.Endpoint)] is { Length: > 0 } endpoint
            && Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address))
        {
            telemetry
                .WithTracing(traces => traces.AddSource(OwnSources).AddAspNetCoreInstrumentation(options => options.Filter = IsNotIngest).AddOtlpExporter(exporter => exporter.Endpoint = address))
                .WithLogging(logs => logs.AddOtlpExporter(exporter => exporter.Endpoint = address));
        }
    }

    // A span per ingest request would be as many as our users' own.
    private static bool IsNotIngest(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        && context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true;
}
