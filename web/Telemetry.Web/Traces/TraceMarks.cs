using Telemetry.Query.Contracts;

namespace Telemetry.Web.Traces;

/// <summary>The spans of a trace that contain a text: in name, service, status message or a value of an attribute, upper and lower case alike.</summary>
public sealed class TraceMarks
{
    private readonly HashSet<string> _ids = [];
    private readonly List<string> _order = [];

    private TraceMarks(IReadOnlyList<SpanRow> rows, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        foreach (var row in rows.Where(row => Contains(row.Span, text)))
        {
            if (_ids.Add(row.Span.SpanId))
            {
                _order.Add(row.Span.SpanId);
            }
        }
    }

    /// <summary>How many.</summary>
    public int Count => _order.Count;

    /// <summary>Looks for a text; nothing is marked for an empty one.</summary>
    public static TraceMarks Of(IReadOnlyList<SpanRow> rows, string text) => new(rows, text.Trim());

    /// <summary>Whether a span contains it.</summary>
    public bool Has(string spanId) => _ids.Contains(spanId);

    /// <summary>The next one in the order of the waterfall, from the first again behind the last; null when there is none.</summary>
    public string? After(string? spanId) => Step(spanId, 1);

    /// <summary>The one before.</summary>
    public string? Before(string? spanId) => Step(spanId, -1);

    /// <summary>Its number among the marked ones, from 1; 0 when it is none.</summary>
    public int Number(string? spanId) => spanId is null ? 0 : _order.IndexOf(spanId) + 1;

    private string? Step(string? spanId, int step)
    {
        if (_order.Count == 0)
        {
            return null;
        }

        var index = spanId is null ? -1 : _order.IndexOf(spanId);
        return index < 0 ? _order[step > 0 ? 0 : ^1] : _order[(index + step + _order.Count) % _order.Count];
    }

    private static bool Contains(SpanItem span, string text) =>
        Contains(span.Name, text) || Contains(span.Service, text) || Contains(span.StatusMessage, text) || span.SpanId == text || span.Attributes.Values.Any(value => Contains(value, text));

    private static bool Contains(string value, string text) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
}
