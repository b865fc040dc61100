using System.Globalization;
using Telemetry.Web.Charts;

namespace Telemetry.Web.Crashes;

/// <summary>Something a crash tells about where it happened.</summary>
/// <param name="Label">For people.</param>
/// <param name="Value">As the client said.</param>
/// <param name="Field">By which crashes are found; null when they are not found by it.</param>
public sealed record CrashFact(string Label, string Value, string? Field);

/// <summary>Who, where and on what: the short facts of a crash.</summary>
public static class CrashFacts
{
    /// <summary>Those that the client told, in the order in which they are looked for.</summary>
    public static IReadOnlyList<CrashFact> Of(CrashDocument crash)
    {
        CrashMachine machine = crash.Machine ?? new CrashMachine();
        (string Label, string? Value, string? Field)[] all =
        [
            ("Release", crash.Release, "release"), ("Build", crash.Dist, "app.distribution"), ("Environment", crash.Environment, "environment"), ("Service", crash.Service, null),
            ("User", crash.UserId, "user"), ("Install", crash.InstallId, "install"), ("Session", crash.SessionId, "session"), ("Transaction", crash.Transaction, "transaction"),
            ("Logger", crash.Logger, "logger"), ("Server", crash.ServerName, "host.name"), ("System", machine.OsName, "os.name"), ("System version", machine.OsVersion, "os.version"),
            ("Runtime", Join(machine.RuntimeName, machine.RuntimeVersion), null), ("Processor", machine.Architecture, "host.arch"), ("Packaging", machine.Packaging, "app.packaging"),
            ("Language", machine.Locale, "locale"), ("Encoding", machine.Encoding, "encoding"), ("Time zone", machine.TimeZone, "timezone"), ("Memory", Size(machine.MemoryBytes), null),
            ("Memory in use", Size(machine.UsedMemoryBytes), null), ("Free disk", Size(machine.FreeDiskBytes), null),
            ("Processors", machine.ProcessorCount?.ToString(CultureInfo.InvariantCulture), null), ("SDK", Join(crash.Sdk?.Name, crash.Sdk?.Version), null),
        ];
        return [.. all.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => new CrashFact(one.Label, one.Value ?? "", one.Field))];
    }

    private static string? Size(long? bytes) => bytes is { } known ? ChartText.Format(known, ChartUnit.Bytes) : null;

    private static string Join(string? first, string? second) => string.Join(' ', new[] { first, second }.Where(part => !string.IsNullOrEmpty(part)));
}
