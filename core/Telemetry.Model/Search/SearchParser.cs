namespace Telemetry.Model.Search;

/// <summary>
/// Reads the query language (docs/query-language.md) by recursive descent. Written by hand rather than with a parser library: an error has to say
/// where and what was expected, in a few words, and the grammar is small.
/// </summary>
public sealed class SearchParser
{
    private static readonly string[] Term = ["a word", "\"a phrase\"", "field:value", "("];
    private static readonly string[] Value = ["a value", "\"a quoted value\"", "[a list]"];
    private static readonly string[] ListValue = ["a value", "]"];

    private readonly SearchLexer _lexer;
    private SearchToken _current;
    private SearchProblem? _problem;
    private int _terms;

    private SearchParser(string text)
    {
        _lexer = new SearchLexer(text);
        _current = _lexer.NextTerm();
    }

    /// <summary>Reads a query. Never throws; an empty query is everything.</summary>
    public static SearchParseResult Parse(string text)
    {
        if (text.Length > SearchLimits.MaxLength)
        {
            var tail = new TextSpan(SearchLimits.MaxLength, text.Length - SearchLimits.MaxLength);
            return new SearchParseResult(null, new SearchProblem($"A query has at most {SearchLimits.MaxLength} characters.", tail, []));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new SearchParseResult(new AllNode(new TextSpan(0, 0)), null);
        }

        var parser = new SearchParser(text);
        SearchNode? node = parser.ParseAll();
        return parser._problem is null ? new SearchParseResult(node, null) : new SearchParseResult(null, parser._problem);
    }

    private SearchNode? ParseAll()
    {
        SearchNode? node = ParseAlternatives(depth: 0);
        return node is null || _current.Kind == SearchTokenKind.End
            ? node
            : Fail("Nothing is open that this could close.", _current.Span, Term);
    }

    private SearchNode? ParseAlternatives(int depth)
    {
        var items = new List<SearchNode>();
        do
        {
            if (items.Count > 0)
            {
                Advance();
            }

            if (ParseSequence(depth) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
        while (_current.Kind == SearchTokenKind.Or);
        return items.Count == 1 ? items[0] : new OrNode(items, Cover(items));
    }

    private SearchNode? ParseSequence(int depth)
    {
        var items = new List<SearchNode>();
        do
        {
            if (items.Count > 0 && _current.Kind == SearchTokenKind.And)
            {
                Advance();
            }

            if (ParseTerm(depth) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
        while (_current.Kind is not (SearchTokenKind.End or SearchTokenKind.Or or SearchTokenKind.Close));
        return items.Count == 1 ? items[0] : new AndNode(items, Cover(items));
    }

    private SearchNode? ParseTerm(int depth)
    {
        int start = _current.Span.Start;
        bool isNegated = false;
        while (_current.Kind is SearchTokenKind.Minus or SearchTokenKind.Not)
        {
            isNegated = !isNegated;
            Advance();
        }

        SearchNode? item = _current.Kind switch
        {
            SearchTokenKind.Open => ParseGroup(depth + 1),
            SearchTokenKind.Field => ParseField(),
            SearchTokenKind.Word or SearchTokenKind.Phrase => ParseText(),
            _ => Fail("Something to search for is missing here.", _current.Span, Term),
        };
        return item is not null && isNegated ? new NotNode(item, new TextSpan(start, End(item.Span) - start)) : item;
    }

    private SearchNode? ParseGroup(int depth)
    {
        SearchToken open = _current;
        if (depth > SearchLimits.MaxDepth)
        {
            return Fail($"Parentheses are nested more than {SearchLimits.MaxDepth} deep.", open.Span);
        }

        Advance();
        SearchNode? inner = ParseAlternatives(depth);
        if (inner is null)
        {
            return null;
        }

        if (_current.Kind != SearchTokenKind.Close)
        {
            return Fail("A parenthesis is not closed.", _current.Span, ")");
        }

        Advance();
        return inner;
    }

    private SearchNode? ParseText()
    {
        SearchToken token = _current;
        if (token.Pattern is not { } pattern || !Count(token))
        {
            return null;
        }

        Advance();
        return pattern.MatchesAnything || pattern.ToString().Length == 0 ? new AllNode(token.Span) : new TextNode(pattern, token.Span);
    }

    private SearchNode? ParseField()
    {
        SearchToken field = _current;
        _current = _lexer.NextValue();
        List<SearchValue>? values = _current.Kind == SearchTokenKind.ListOpen ? ParseList() : ParseSingle();
        if (values is null)
        {
            return null;
        }

        // The current token closes the value: a bracket, or the value itself.
        var span = new TextSpan(field.Span.Start, End(_current.Span) - field.Span.Start);
        Advance();
        if (field.Text != "has")
        {
            return new FieldNode(field.Text, field.Span with { Length = field.Span.Length - 1 }, values, span);
        }

        return values is [{ Comparison: Comparison.Equal, Pattern: { IsExact: true } name }]
            ? new HasNode(name.ToString(), span)
            : Fail("has: takes the name of one field.", span, "has:field");
    }

    private List<SearchValue>? ParseSingle()
    {
        SearchValue? value = ParseValue(_lexer.NextValue, Value);
        return value is null ? null : [value];
    }

    private List<SearchValue>? ParseList()
    {
        var values = new List<SearchValue>();
        do
        {
            _current = _lexer.NextInList();
            if (ParseValue(_lexer.NextInList, ListValue) is not { } value)
            {
                return null;
            }

            values.Add(value);
            _current = _lexer.NextInList();
        }
        while (_current.Kind == SearchTokenKind.Comma);
        if (_current.Kind != SearchTokenKind.ListClose)
        {
            Fail("A list goes on with a comma or ends with a bracket.", _current.Span, ",", "]");
            return null;
        }

        return values;
    }

    // Leaves the value's token current: what follows is for the caller to read.
    private SearchValue? ParseValue(Func<SearchToken> next, string[] expected)
    {
        SearchToken first = _current;
        Comparison comparison = Comparison.Equal;
        if (first.Kind == SearchTokenKind.Comparison)
        {
            comparison = ToComparison(first.Text);
            _current = next();
        }

        if (_current.Pattern is not { } pattern || _current.Span.Length == 0)
        {
            Fail("A value is missing here.", _current.Span, expected);
            return null;
        }

        var span = new TextSpan(first.Span.Start, End(_current.Span) - first.Span.Start);
        if (comparison != Comparison.Equal && !pattern.IsExact)
        {
            Fail("A comparison takes a value without *.", span);
            return null;
        }

        return Count(_current) ? new SearchValue(comparison, pattern, span) : null;
    }

    private bool Count(SearchToken token)
    {
        if (++_terms > SearchLimits.MaxTerms)
        {
            Fail($"A query has at most {SearchLimits.MaxTerms} words and values.", token.Span);
            return false;
        }

        return true;
    }

    private void Advance() => _current = _lexer.NextTerm();

    // What the lexer could not read comes first: it explains what the parser then misses.
    private SearchNode? Fail(string message, TextSpan span, params string[] expected)
    {
        _problem ??= _lexer.Problem ?? new SearchProblem(message, span, expected);
        return null;
    }

    private static Comparison ToComparison(string text) => text switch
    {
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        "<" => Comparison.Less,
        _ => Comparison.LessOrEqual,
    };

    private static int End(TextSpan span) => span.Start + span.Length;

    private static TextSpan Cover(List<SearchNode> items) => new(items[0].Span.Start, End(items[^1].Span) - items[0].Span.Start);
}
