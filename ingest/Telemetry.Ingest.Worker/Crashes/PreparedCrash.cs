using Telemetry.Ingest.Worker.Crashes.Grouping;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>A crash ready to be given an issue and stored.</summary>
/// <param name="Report">Normalised, without secrets, every frame judged.</param>
/// <param name="Grouping">Which issue, and why.</param>
internal sealed record PreparedCrash(CrashReport Report, CrashGrouping Grouping);
