using Telemetry.Ingest.Worker.Crashes.Tracebacks;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>
/// Exceptions of another process. <c>multiprocessing</c> sends them as text, in an exception called <c>RemoteTraceback</c> that is the cause of the one
/// raised here; the frames in that text are the ones that matter. It becomes the exception that it quotes.
/// </summary>
internal static class RemoteTracebacks
{
    /// <summary>The crash with the texts read.</summary>
    public static CrashReport Expand(CrashReport report)
    {
        if (!report.Exceptions.Any(IsRemote))
        {
            return report;
        }

        CrashBudget budget = new();
        return report with { Exceptions = [.. report.Exceptions.Select(exception => Expand(exception, budget))] };
    }

    private static bool IsRemote(CrashException exception) =>
        exception.Type is { } type && type.EndsWith("RemoteTraceback", StringComparison.Ordinal) && exception.Stack.Frames.Count == 0;

    private static CrashException Expand(CrashException exception, CrashBudget budget) =>
        IsRemote(exception) && exception.Value is { } text && TracebackParser.Parse(text, budget) is { } quoted
            ? quoted.Exceptions[0] with { Id = exception.Id, ParentId = exception.ParentId, Source = exception.Source }
            : exception;
}
