using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>A thread in a dump of faulthandler.</summary>
/// <param name="Id">Hexadecimal, as printed.</param>
/// <param name="Name">From Python 3.14 on.</param>
/// <param name="IsCurrent">Whether it is the one that crashed.</param>
internal sealed record DumpedThread(string? Id, string? Name, bool IsCurrent)
{
    private const string Mark = " (most recent call first):";

    /// <summary>Innermost first, as printed.</summary>
    public List<CrashFrame> Frames { get; } = [];

    /// <summary>Reads <c>Current thread 0x00007f8a (most recent call first):</c> or <c>Thread 0x00007f8b [worker] (most recent call first):</c>.</summary>
    public static bool TryStart(ReadOnlySpan<char> line, out DumpedThread thread)
    {
        // "Stack" alone is what faulthandler writes when it was told to dump one thread only.
        bool isCurrent = line.StartsWith("Current thread ") || line.StartsWith("Stack (");
        thread = new DumpedThread(null, null, isCurrent);
        if ((!isCurrent && !line.StartsWith("Thread ")) || !line.TrimEnd().EndsWith(Mark))
        {
            return false;
        }

        string words = line.TrimEnd()[..^Mark.Length].ToString();
        int bracket = words.IndexOf('[', StringComparison.Ordinal);
        string? name = bracket > 0 ? words[(bracket + 1)..].TrimEnd(']') : null;
        string id = (bracket > 0 ? words[..bracket] : words).Trim();
        thread = new DumpedThread(id[(id.LastIndexOf(' ') + 1)..], name, isCurrent);
        return true;
    }

    /// <summary>The stack, turned round.</summary>
    public CrashStack ToStack(CrashBudget budget) => FittedFrames.Cut([.. Enumerable.Reverse(Frames)], budget, "threads.stack");

    /// <summary>The thread; the frames of the one that crashed are with the exception.</summary>
    public CrashThread ToThread(bool isCrashed, CrashBudget budget) =>
        new()
        {
            Id = Id is null ? null : CrashText.Fit(Id, CrashLimits.Name, "threads.id", budget.Problems),
            Name = Name is null ? null : CrashText.Fit(Name, CrashLimits.Name, "threads.name", budget.Problems),
            IsCrashed = isCrashed,
            IsCurrent = IsCurrent,
            Stack = isCrashed ? CrashStack.Empty : ToStack(budget),
        };
}
