namespace Telemetry.Model.Crashes;

/// <summary>Which frames of a stack are kept: all, or the outermost and the innermost.</summary>
/// <param name="Count">Frames there are.</param>
/// <param name="Kept">Frames that are kept.</param>
public readonly record struct StackWindow(int Count, int Kept)
{
    /// <summary>Frames in front of the gap.</summary>
    public int BeforeGap => Kept == Count ? Kept : Math.Min(CrashLimits.FramesBeforeGap, Kept / 2);

    /// <summary>Frames left out.</summary>
    public int Omitted => Count - Kept;

    /// <summary>Takes room for a stack; a problem says so when it does not fit.</summary>
    public static StackWindow Take(int count, CrashBudget budget, string field)
    {
        StackWindow window = new(count, budget.TakeFrames(count));
        if (window.Omitted > 0)
        {
            budget.Problems.Add(field, $"{count} frames, the first {window.BeforeGap} and the last {window.Kept - window.BeforeGap} kept");
        }

        return window;
    }

    /// <summary>Whether the frame at that place is kept.</summary>
    public bool Keeps(int index) => index < BeforeGap || index >= BeforeGap + Omitted;

    /// <summary>Cuts a stack that is there already.</summary>
    public static CrashStack Cut(IReadOnlyList<CrashFrame> frames, CrashBudget budget, string field)
    {
        StackWindow window = Take(frames.Count, budget, field);
        return new CrashStack([.. frames.Where((_, index) => window.Keeps(index))], window.Omitted);
    }
}
