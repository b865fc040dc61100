using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>What the resource and the record say beside the exception: release, machine, trace. Each only where the report does not say it itself.</summary>
internal static class OtlpFacts
{
    private const long NanosecondsPerTick = 100;
    private const int FatalSeverity = 21;

    /// <summary>The report, completed.</summary>
    public static CrashReport Complete(CrashReport report, OtlpRecord record, OtlpOrigin origin, CrashProblems problems)
    {
        OtlpAttributes resource = origin.Resource;
        OtlpAttributes own = record.Attributes;
        return report with
        {
            Release = report.Release ?? resource.Name(problems, "service.version"),
            Environment = report.Environment ?? resource.Name(problems, "deployment.environment.name", "deployment.environment"),
            Service = report.Service ?? resource.Name(problems, "service.name"),
            ServerName = report.ServerName ?? resource.Name(problems, "host.name"),
            InstallId = report.InstallId ?? resource.Name(problems, "app.installation.id") ?? own.Name(problems, "app.installation.id"),
            SessionId = report.SessionId ?? own.Name(problems, "session.id") ?? resource.Name(problems, "session.id"),
            UserId = report.UserId ?? own.Name(problems, "user.id", "enduser.id"),
            TraceId = report.TraceId ?? HexOf(record.TraceId, CrashDocumentReader.HexTraceId),
            SpanId = report.SpanId ?? HexOf(record.SpanId, CrashDocumentReader.HexSpanId),
            SdkName = report.SdkName ?? resource.Name(problems, "telemetry.sdk.name"),
            SdkVersion = report.SdkVersion ?? resource.Name(problems, "telemetry.sdk.version"),
            Machine = Complete(report.Machine, resource, problems),
        };
    }

    /// <summary>When it happened; null when the record does not say, or says what is no time.</summary>
    public static DateTimeOffset? TimeOf(OtlpRecord record) =>
        record.TimeUnixNanoseconds is > 0 and <= long.MaxValue
            ? DateTimeOffset.UnixEpoch.AddTicks((long)record.TimeUnixNanoseconds / NanosecondsPerTick)
            : null;

    /// <summary>The level of a severity number.</summary>
    public static CrashLevel LevelOf(int severityNumber) =>
        severityNumber switch
        {
            <= 0 => CrashLevel.Error,
            < (int)CrashLevel.Info => CrashLevel.Debug,
            < (int)CrashLevel.Warning => CrashLevel.Info,
            < (int)CrashLevel.Error => CrashLevel.Warning,
            < FatalSeverity => CrashLevel.Error,
            _ => CrashLevel.Fatal,
        };

    private static CrashEnvironment Complete(CrashEnvironment machine, OtlpAttributes resource, CrashProblems problems) =>
        machine with
        {
            OsName = machine.OsName ?? resource.Name(problems, "os.name", "os.type"),
            OsVersion = machine.OsVersion ?? resource.Name(problems, "os.version"),
            RuntimeName = machine.RuntimeName ?? resource.Name(problems, "process.runtime.name"),
            RuntimeVersion = machine.RuntimeVersion ?? resource.Name(problems, "process.runtime.version"),
            Architecture = machine.Architecture ?? resource.Name(problems, "host.arch"),
        };

    private static string? HexOf(byte[] id, int digits) =>
        id.Length * 2 == digits && id.AsSpan().ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id) : null;
}
