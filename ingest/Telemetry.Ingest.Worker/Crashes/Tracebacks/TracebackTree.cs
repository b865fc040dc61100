namespace Telemetry.Ingest.Worker.Crashes.Tracebacks;

/// <summary>
/// The art around a group's parts. A margin of <c>|</c> two columns further right for each depth; <c>+-+---- 1 ----</c> starts the first part
/// of a group, <c>+---- 2 ----</c> the next, <c>+--------</c> ends them.
/// </summary>
internal sealed class TracebackTree
{
    private const int MaxDepth = 50;

    private readonly List<TracebackSection> _sections = [new(isPart: false)];
    private bool _isInGroup;

    /// <summary>The exception that ended it all; null when there was none.</summary>
    public TracebackNode? Root => _sections[0].Last is { } last && (last.HasType || last.Frames.Count > 0) ? last : null;

    /// <summary>Takes a line of the text.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        int margin = line.IndexOfAnyExcept(' ');
        bool hasMargin = margin > 0 && margin % 2 == 0 && line[margin] is '|' or '+' && (_isInGroup || TracebackSection.IsGroupHeader(line));
        if (!hasMargin)
        {
            LeaveGroup(line);
            _sections[0].Add(line);
            return;
        }

        _isInGroup = true;
        int depth = Math.Min((margin / 2) - 1, MaxDepth);
        ReadOnlySpan<char> rest = line[(margin + 1)..];
        if (line[margin] == '+' && rest.StartsWith("-"))
        {
            Turn(rest, depth);
        }
        else if (depth < _sections.Count)
        {
            CloseTo(depth + 1);
            _sections[depth].Add(rest.StartsWith(" ") ? rest[1..] : rest);
        }
    }

    /// <summary>A blank line may be part of a message in a group; text means that the group is behind us.</summary>
    private void LeaveGroup(ReadOnlySpan<char> line)
    {
        if (_isInGroup && !line.IsWhiteSpace())
        {
            _isInGroup = false;
            CloseTo(1);
        }
    }

    private void Turn(ReadOnlySpan<char> rest, int depth)
    {
        bool isFirst = rest.StartsWith("-+-");
        int number = rest.IndexOfAnyInRange('0', '9');
        int part = isFirst ? depth + 1 : depth;
        if (part > _sections.Count || part > MaxDepth || part < 1)
        {
            return;
        }

        CloseTo(part);
        if (number >= 0 || isFirst)
        {
            _sections.Add(new TracebackSection(isPart: true));
        }
    }

    /// <summary>What was deeper is complete, and goes into the groups it is of.</summary>
    private void CloseTo(int count)
    {
        while (_sections.Count > count)
        {
            TracebackNode? part = _sections[^1].Last;
            _sections.RemoveAt(_sections.Count - 1);
            if (part is not null)
            {
                _sections[^1].Last?.Parts.Add(part);
            }
        }
    }

    /// <summary>Must be called behind the last line.</summary>
    public void End() => CloseTo(1);
}
