using Telemetry.Model.Crashes;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;

namespace Telemetry.Storage.Crashes;

/// <summary>A crash as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Time">When it happened.</param>
/// <param name="ReceivedAt">When the gateway had it.</param>
/// <param name="Key">What it was grouped by.</param>
/// <param name="Document">JSON (docs/crash-format.md).</param>
public sealed record StoredCrash(CrashId Id, UnixNanoseconds Time, UnixNanoseconds ReceivedAt, GroupingKey Key, string Document);
