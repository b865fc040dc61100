using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>Frames of a text, cut to what a crash may hold.</summary>
internal static class FittedFrames
{
    /// <summary>The stack.</summary>
    public static CrashStack Cut(IReadOnlyList<CrashFrame> frames, CrashBudget budget, string field)
    {
        CrashStack stack = StackWindow.Cut(frames, budget, field);
        return stack with { Frames = [.. stack.Frames.Select(frame => Fit(frame, budget, field))] };
    }

    private static CrashFrame Fit(CrashFrame frame, CrashBudget budget, string field)
    {
        string? path = frame.AbsolutePath is null ? null : CrashText.Fit(frame.AbsolutePath, CrashLimits.Path, field + ".path", budget.Problems);
        string? line = frame.ContextLine is null ? null : CrashText.Fit(frame.ContextLine, CrashLimits.SourceLine, field + ".source", budget.Problems);
        return frame with
        {
            AbsolutePath = path,
            File = path,
            Function = frame.Function is null ? null : CrashText.Fit(frame.Function, CrashLimits.Name, field + ".function", budget.Problems),
            ContextLine = line is not null && budget.Source.TryTake(line) ? line : null,
        };
    }
}
