using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>A Sentry <c>stacktrace</c>, whose frames go from the outermost to the innermost as ours do.</summary>
internal static class SentryStacks
{
    /// <summary>Reads it; empty when there is none.</summary>
    public static CrashStack Read(JsonPart stacktrace, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> frames = stacktrace.Items("frames");
        StackWindow window = StackWindow.Take(frames.Count, budget, stacktrace.Path);
        List<CrashFrame> kept = new(window.Kept);
        for (int i = 0; i < frames.Count; i++)
        {
            if (window.Keeps(i))
            {
                kept.Add(ReadFrame(frames[i], budget));
            }
        }

        return new CrashStack(kept, window.Omitted);
    }

    private static CrashFrame ReadFrame(JsonPart frame, CrashBudget budget) =>
        new()
        {
            Module = frame.Word("module") ?? Library(frame),
            Function = frame.Word("function"),
            File = frame.Word("filename", CrashLimits.Path),
            AbsolutePath = frame.Word("abs_path", CrashLimits.Path),
            Line = frame.Count("lineno"),
            Column = frame.Count("colno"),
            ContextBefore = frame.Texts("pre_context", CrashLimits.ContextLines, CrashLimits.SourceLine, budget.Source),
            ContextLine = frame.Text("context_line", CrashLimits.SourceLine) is { } line && budget.Source.TryTake(line) ? line : null,
            ContextAfter = frame.Texts("post_context", CrashLimits.ContextLines, CrashLimits.SourceLine, budget.Source),
            Locals = JsonPairs.Read(frame.Any("vars"), CrashLimits.LocalsPerFrame, budget.Locals),
            ClientInApp = frame.Flag("in_app"),
        };

    // Machine code has no module and hardly ever a file, but the library it was loaded from: "/usr/lib/libphoto.so" is "libphoto.so" wherever it is installed.
    private static string? Library(JsonPart frame) =>
        frame.Word("filename") is null && frame.Word("package", CrashLimits.Path) is { } package && package.Split('/', '\\')[^1] is { Length: > 0 } name ? name : null;
}
