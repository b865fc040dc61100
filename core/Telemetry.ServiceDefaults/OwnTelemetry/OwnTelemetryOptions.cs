using System.ComponentModel.DataAnnotations;

namespace Telemetry.ServiceDefaults.OwnTelemetry;

/// <summary>Where this process sends its own traces and logs. Its metrics are always at <c>/metrics</c>.</summary>
public sealed class OwnTelemetryOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "OwnTelemetry";

    /// <summary>An OTLP/gRPC endpoint for traces and logs. None, the default: they are not exported. Headers come from <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Allows an endpoint that is this very process. Each exported span then makes new ones: for a short look only. Default: false.</summary>
    public bool AllowOwnIngest { get; set; }

    /// <summary>Ports on which this process itself takes OTLP. Set by the host.</summary>
    public IList<int> IngestPorts { get; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
        {
            yield return new ValidationResult($"OwnTelemetry:Endpoint '{Endpoint}' is not an address: write something like http://collector:4317.");
        }
        else if (Endpoint is not null && !AllowOwnIngest && OwnIngest.Includes(Endpoint, IngestPorts))
        {
            yield return new ValidationResult(
                $"OwnTelemetry:Endpoint {Endpoint} is this process itself: its own telemetry would make more of it without end. Name another collector.");
        }
    }
}
