using System.Text;

namespace Telemetry.Server.Announcement;

/// <summary>Where everything is, for a person.</summary>
internal static class Greeting
{
    public static string Render(ReadyReport report, Uri? http, string dataDirectory, TimeSpan startTime)
    {
        var text = new StringBuilder().AppendLine().AppendLine($"Telemetry is ready after {startTime.TotalSeconds:0.0} s.").AppendLine();
        Line(text, "Log in", report.LoginUrl, "works once");
        Line(text, "Web", report.Web);
        Line(text, "API", report.Api);
        Line(text, "OTLP/gRPC", report.OtlpGrpc);
        Line(text, "OTLP/HTTP", report.OtlpHttp);
        Line(text, "Ingest key", report.Project?.Key, $"project {report.Project?.Name}");
        Line(text, "Health", http is null ? null : new Uri(http, "/readyz").ToString());
        Line(text, "Data", dataDirectory);
        if (report is { OtlpGrpc: { } endpoint, Project.Key: { } key })
        {
            text.AppendLine().AppendLine("  Send from any OpenTelemetry program:")
                .AppendLine($"    export OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}")
                .AppendLine($"    export OTEL_EXPORTER_OTLP_HEADERS=x-telemetry-key={key}");
        }

        return text.AppendLine().AppendLine("  Ctrl-C stops it.").ToString();
    }

    private static void Line(StringBuilder text, string name, string? value, string? remark = null)
    {
        if (value is not null)
        {
            text.AppendLine($"  {name,-11} {value}{(remark is null ? "" : $"  ({remark})")}");
        }
    }
}
