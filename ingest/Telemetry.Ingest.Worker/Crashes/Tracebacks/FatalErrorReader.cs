using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>
/// Dumps of faulthandler: the interpreter itself could not go on. <c>Fatal Python error: Segmentation fault</c>, then each thread with its
/// frames, the innermost first.
/// </summary>
internal static class FatalErrorReader
{
    private static readonly string[] Starts = ["Fatal Python error: ", "Windows fatal exception: "];

    /// <summary>Reads it. Null when the text is none.</summary>
    public static ParsedTraceback? Read(string text, CrashBudget budget)
    {
        if (Starts.All(start => !text.Contains(start, StringComparison.Ordinal)))
        {
            return null;
        }

        string? reason = null;
        List<DumpedThread> threads = [];
        foreach (ReadOnlySpan<char> coloured in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = AnsiColours.Strip(coloured);
            if (reason is null)
            {
                reason = ReasonOf(line);
            }
            else
            {
                Add(threads, line);
            }
        }

        return reason is null ? null : Build(reason, threads, budget);
    }

    private static string? ReasonOf(ReadOnlySpan<char> line)
    {
        foreach (string start in Starts)
        {
            int index = line.IndexOf(start);
            if (index >= 0)
            {
                return line[(index + start.Length)..].Trim().ToString();
            }
        }

        return null;
    }

    private static void Add(List<DumpedThread> threads, ReadOnlySpan<char> line)
    {
        if (DumpedThread.TryStart(line, out DumpedThread thread))
        {
            threads.Add(thread);
        }
        else if (threads.Count > 0 && FrameLine.TryRead(line, out CrashFrame frame))
        {
            threads[^1].Frames.Add(frame);
        }
    }

    /// <summary>"Segmentation fault" is the type, what follows a colon the message.</summary>
    private static ParsedTraceback Build(string reason, List<DumpedThread> threads, CrashBudget budget)
    {
        string[] parts = reason.Split(": ", 2);
        DumpedThread? crashed = threads.Find(thread => thread.IsCurrent);
        CrashException exception = new()
        {
            Id = 0,
            Type = CrashText.Fit(parts[0], CrashLimits.Name, "exceptions[0].type", budget.Problems),
            Value = parts.Length > 1 ? CrashText.Fit(parts[1], CrashLimits.Message, "exceptions[0].value", budget.Problems) : null,
            Mechanism = "faulthandler",
            Handled = false,
            Stack = crashed?.ToStack(budget) ?? CrashStack.Empty,
        };
        IEnumerable<CrashThread> kept = threads.Take(CrashLimits.Threads).Select(thread => thread.ToThread(thread == crashed, budget));
        return new ParsedTraceback(CrashKind.Native, [exception], [.. kept]);
    }
}
