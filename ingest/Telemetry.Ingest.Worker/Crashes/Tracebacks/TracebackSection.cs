using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>The tracebacks of one chain, at one depth of a tree of groups. Takes line after line, without the art around them.</summary>
internal sealed class TracebackSection
{
    private const string Header = "Traceback (most recent call last):";
    private const string GroupHeader = "Exception Group Traceback (most recent call last):";
    private const string CauseSentence = "The above exception was the direct cause of the following exception:";
    private const string ContextSentence = "During handling of the above exception, another exception occurred:";

    private readonly bool _isPart;
    private string? _link;
    private int _indentation;
    private bool _isOpen;

    /// <summary>A section.</summary>
    /// <param name="isPart">Whether it is in a group: there an exception that was never raised has no header.</param>
    public TracebackSection(bool isPart)
    {
        _isPart = isPart;
        _isOpen = isPart;
    }

    /// <summary>The exception printed last, which the others led to; null before the first.</summary>
    public TracebackNode? Last { get; private set; }

    /// <summary>Takes a line.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        if (TryStart(line) || !_isOpen || TryLink(line))
        {
            return;
        }

        // The whole traceback may stand indented in a log.
        line = line.Length >= _indentation && line[.._indentation].IsWhiteSpace() ? line[_indentation..] : line;
        if (Last is null || _link is not null)
        {
            StartUnraised(line);
        }
        else if (Last.HasType)
        {
            Last.AddToValue(line);
        }
        else
        {
            AddBeforeType(Last, line);
        }
    }

    /// <summary>Whether a line starts a traceback of a group.</summary>
    public static bool IsGroupHeader(ReadOnlySpan<char> line) => line.TrimEnd().EndsWith(GroupHeader);

    private bool TryStart(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = line.TrimEnd();
        if (!trimmed.EndsWith(Header))
        {
            return false;
        }

        bool isGroup = trimmed.EndsWith(GroupHeader);
        ReadOnlySpan<char> before = trimmed[..^(isGroup ? GroupHeader : Header).Length];
        _indentation = before.IsWhiteSpace() ? before.Length : 0;
        _isOpen = true;
        Start(isGroup);
        return true;
    }

    /// <summary>A traceback that no sentence links to the one before starts anew; that one was another crash, or quoted in a message.</summary>
    private void Start(bool isGroup)
    {
        Last = new TracebackNode { IsGroup = isGroup, Earlier = Last is not null && _link is not null ? (Last, _link) : null };
        _link = null;
    }

    private bool TryLink(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = line.Trim();
        string? source = trimmed.SequenceEqual(CauseSentence) ? CrashException.Cause : trimmed.SequenceEqual(ContextSentence) ? CrashException.Context : null;
        if (source is null || Last is null)
        {
            return false;
        }

        _link = source;
        return true;
    }

    /// <summary>An exception that has no frames: its type is the first that is said of it.</summary>
    private void StartUnraised(ReadOnlySpan<char> line)
    {
        if (!line.IsWhiteSpace() && (_isPart || _link is not null))
        {
            Start(isGroup: false);
            Last!.ReadType(line);
        }
    }

    private static void AddBeforeType(TracebackNode node, ReadOnlySpan<char> line)
    {
        if (FrameLine.TryRead(line, out CrashFrame frame))
        {
            AddFrame(node, frame);
        }
        else if (FrameLine.Repetitions(line) is > 0 and int count)
        {
            if (node.Frames.Count > 0)
            {
                node.Frames[^1] = node.Frames[^1] with { Repeated = count };
            }
        }
        else if (line.StartsWith("    "))
        {
            AddSource(node, line);
        }
        else if (!line.IsEmpty && !char.IsWhiteSpace(line[0]))
        {
            node.ReadType(line);
        }
    }

    private static void AddFrame(TracebackNode node, CrashFrame frame)
    {
        if (frame.Function is not null)
        {
            node.Frames.Add(frame);
        }
        else if (frame.AbsolutePath is { } file)
        {
            node.ReadSyntaxPlace(file, frame.Line ?? 0);
        }
    }

    /// <summary>The first line behind a frame is its source; carets, and further lines of the same expression, follow.</summary>
    private static void AddSource(TracebackNode node, ReadOnlySpan<char> line)
    {
        if (node.Frames.Count > 0 && node.Frames[^1].ContextLine is null && line.ContainsAnyExcept(" ~^"))
        {
            node.Frames[^1] = node.Frames[^1] with { ContextLine = line[4..].ToString() };
        }
    }
}
