using System.Text;

namespace Telemetry.Model.Search;

/// <summary>Collects the characters of a word. Wildcards in a row count as one.</summary>
internal sealed class TextPatternBuilder
{
    private readonly List<string> _segments = [];
    private readonly StringBuilder _segment = new();

    public void Add(char next, bool isWildcard)
    {
        if (!isWildcard)
        {
            _segment.Append(next);
        }
        else if (_segment.Length > 0 || _segments.Count == 0)
        {
            _segments.Add(_segment.ToString());
            _segment.Clear();
        }
    }

    public TextPattern Build() => new([.. _segments, _segment.ToString()]);
}
