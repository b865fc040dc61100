namespace Telemetry.Model.Crashes;

/// <summary>The calls of one exception or thread, outermost first.</summary>
/// <param name="Frames">At most <see cref="CrashLimits.Frames"/>.</param>
/// <param name="Omitted">How many were left out of the middle; 0 for none.</param>
public sealed record CrashStack(IReadOnlyList<CrashFrame> Frames, int Omitted)
{
    /// <summary>No frames.</summary>
    public static CrashStack Empty { get; } = new([], 0);
}
