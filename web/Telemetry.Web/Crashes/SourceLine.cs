namespace Telemetry.Web.Crashes;

/// <summary>A line of source around a call.</summary>
/// <param name="Number">From 1; null when the client did not tell.</param>
/// <param name="Text">The line.</param>
/// <param name="IsCurrent">Whether it is the one that was executed.</param>
/// <param name="MarkStart">First character of what was executed; equal to the end when there is nothing to mark.</param>
/// <param name="MarkEnd">Behind its last one.</param>
public sealed record SourceLine(int? Number, string Text, bool IsCurrent, int MarkStart = 0, int MarkEnd = 0)
{
    /// <summary>The lines of a call; empty when the client sent none.</summary>
    public static IReadOnlyList<SourceLine> Of(CrashFrame frame)
    {
        if (frame.Source is not { } source)
        {
            return [];
        }

        int? first = frame.Line - frame.Before.Count;
        return
        [
            .. frame.Before.Select((text, index) => new SourceLine(first + index, text, false)),
            Current(frame, source),
            .. frame.After.Select((text, index) => new SourceLine(frame.Line + 1 + index, text, false)),
        ];
    }

    // Columns that end on another line, or lie outside, mark nothing: a client may have cut the line.
    private static SourceLine Current(CrashFrame frame, string source)
    {
        bool isHere = frame.EndLine is null || frame.EndLine == frame.Line;
        return isHere && frame.Column is { } start and >= 0 && frame.EndColumn is { } end && start < end && end <= source.Length
            ? new SourceLine(frame.Line, source, true, start, end)
            : new SourceLine(frame.Line, source, true);
    }
}
