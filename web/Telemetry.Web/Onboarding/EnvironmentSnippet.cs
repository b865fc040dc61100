namespace Telemetry.Web.Onboarding;

/// <summary>For an application that has OpenTelemetry already: two variables are enough.</summary>
internal static class EnvironmentSnippet
{
    public static string Write(string endpoint, string key) =>
        $"""
        export OTEL_EXPORTER_OTLP_ENDPOINT={endpoint.TrimEnd('/')}
        export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
        export OTEL_EXPORTER_OTLP_HEADERS=x-telemetry-key={key}
        """;
}
