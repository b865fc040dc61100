namespace Telemetry.Model.Crashes;

/// <summary>What one crash may still use of the limits that count for all its parts together, and the problems found while it is read.</summary>
public sealed class CrashBudget
{
    /// <summary>What was dropped, cut or mended.</summary>
    public CrashProblems Problems { get; } = new();

    /// <summary>Characters left for local variables.</summary>
    public TextBudget Locals { get; } = new(CrashLimits.AllLocals);

    /// <summary>Characters left for source lines.</summary>
    public TextBudget Source { get; } = new(CrashLimits.AllSource);

    /// <summary>Characters left for the values of contexts, tags and breadcrumbs.</summary>
    public TextBudget Values { get; } = new(CrashLimits.AllValues);

    /// <summary>Frames left.</summary>
    public int Frames { get; private set; } = CrashLimits.AllFrames;

    /// <summary>Takes room for the frames of one stack.</summary>
    /// <returns>How many it may keep.</returns>
    public int TakeFrames(int wanted)
    {
        int taken = Math.Min(Math.Min(wanted, CrashLimits.Frames), Frames);
        Frames -= taken;
        return taken;
    }
}
