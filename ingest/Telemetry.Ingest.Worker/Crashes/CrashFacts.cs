using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>What can be special about the machines a bug hits: tags, and facts under the names OpenTelemetry has for them.</summary>
internal static class CrashFacts
{
    /// <summary>All that are known, each name once; a tag of the application goes before a fact of the same name.</summary>
    public static IEnumerable<NamedText> Of(CrashReport report) =>
        report.Tags.Concat(Known(report).Where(fact => fact.Text is { Length: > 0 }).Select(fact => new NamedText(fact.Name, fact.Text ?? ""))).DistinctBy(fact => fact.Name);

    private static IEnumerable<(string Name, string? Text)> Known(CrashReport report) =>
    [
        ("os.name", report.Machine.OsName),
        ("os.version", report.Machine.OsVersion),
        ("process.runtime.name", report.Machine.RuntimeName),
        ("process.runtime.version", report.Machine.RuntimeVersion),
        ("host.arch", report.Machine.Architecture),
        ("host.name", report.ServerName),
        ("app.packaging", report.Machine.Packaging),
        ("app.distribution", report.Distribution),
        ("locale", report.Machine.Locale),
        ("encoding", report.Machine.Encoding),
        ("timezone", report.Machine.TimeZone),
        ("transaction", report.Transaction),
        ("logger", report.Logger),
        ("telemetry.sdk.name", report.SdkName),
        ("telemetry.sdk.version", report.SdkVersion),
    ];
}
