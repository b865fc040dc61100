using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.ServiceDefaults.Health;
using Telemetry.ServiceDefaults.Operations;
using Telemetry.ServiceDefaults.OwnTelemetry;

namespace Telemetry.ServiceDefaults;

/// <summary>What every role has: logs, metrics, traces, health.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds them. Parts say how they are by an <c>IHealthCheck</c> of their own, added with <c>AddHealthChecks()</c>.</summary>
    public static IHostApplicationBuilder AddTelemetryServiceDefaults(this IHostApplicationBuilder builder)
    {
        // Standard error, so that standard output carries only what was asked for. The format is Logging:Console:FormatterName, as everywhere in .NET.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // It would warn at every first start that its key file is not encrypted; it lies in a directory of its owner's alone.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A request without a token is the client's affair, and anybody can make a million of them.
        builder.Logging.AddFilter("Telemetry.Query.Api.Access", LogLevel.Warning);
        // Readiness is asked every few seconds, and its answer carries the reason.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddOptions<OperationsOptions>().BindConfiguration(OperationsOptions.SectionName);
        builder.Services.AddSingleton<OperationsGate>();
        builder.Services.AddHealthChecks();
        OwnTelemetryRegistration.Add(builder.Services, builder.Configuration);
        return builder;
    }

    /// <summary>Maps <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static void MapTelemetryServiceDefaults(this IEndpointRouteBuilder endpoints)
    {
        HealthEndpoints.Map(endpoints);
        endpoints.MapPrometheusScrapingEndpoint("/metrics").RequireOperator();
    }
}
