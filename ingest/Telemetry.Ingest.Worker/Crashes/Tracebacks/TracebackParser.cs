using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>
/// Reads the text of a Python traceback, as CPython 3.8 to 3.15 print it: carets, colours, repeated lines, chained exceptions, trees of groups,
/// syntax errors, dumps of faulthandler; log text may stand before it. Of several tracebacks that have nothing to do with each other, the last counts.
/// Reads each line once, never throws, and knows nothing but the text: modules are found by others.
/// </summary>
internal static class TracebackParser
{
    /// <summary>Characters that are read; the end of a longer text is what says what happened.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Reads it. Null when there is no traceback in it.</summary>
    public static ParsedTraceback? Parse(string text, CrashBudget budget)
    {
        if (text.Length > MaxLength)
        {
            budget.Problems.Add("traceback", $"longer than {MaxLength} characters, the end kept");
            text = text[^MaxLength..];
        }

        if (FatalErrorReader.Read(text, budget) is { } fatal)
        {
            return fatal;
        }

        TracebackTree tree = new();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            tree.Add(AnsiColours.Strip(line));
        }

        tree.End();
        return tree.Root is { } root ? new ParsedTraceback(CrashKind.Exception, ExceptionList.Flatten(root, budget), []) : null;
    }
}
