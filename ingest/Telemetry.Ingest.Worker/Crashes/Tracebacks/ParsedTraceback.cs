using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>What a text said.</summary>
/// <param name="Kind"><see cref="CrashKind.Exception"/>, or <see cref="CrashKind.Native"/> for a dump of faulthandler.</param>
/// <param name="Exceptions">The one that ended it all first; never empty.</param>
/// <param name="Threads">Of a dump of faulthandler.</param>
internal sealed record ParsedTraceback(CrashKind Kind, IReadOnlyList<CrashException> Exceptions, IReadOnlyList<CrashThread> Threads);
