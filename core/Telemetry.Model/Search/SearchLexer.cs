namespace Telemetry.Model.Search;

/// <summary>
/// Cuts a query into tokens. What a character means depends on where it stands (<c>[error]</c> is a word, <c>level:[error]</c> a list), so the
/// parser says which kind of token it asks for instead of the lexer guessing.
/// </summary>
internal sealed class SearchLexer(string text)
{
    private const string TextEnds = "()\"";
    private const string ListEnds = ",]\"";

    private int _position;

    /// <summary>Why the last token was <see cref="SearchTokenKind.Bad"/>.</summary>
    public SearchProblem? Problem { get; private set; }

    /// <summary>The next token between terms.</summary>
    public SearchToken NextTerm()
    {
        SkipSpace();
        int start = _position;
        return Peek() switch
        {
            null => Token(SearchTokenKind.End, start),
            '(' => Take(SearchTokenKind.Open),
            ')' => Take(SearchTokenKind.Close),
            '"' => Phrase(),
            // A dash that stands alone is pasted text, not a negation.
            '-' when Peek(1) is { } next && !char.IsWhiteSpace(next) => Take(SearchTokenKind.Minus),
            _ => WordOrField(),
        };
    }

    /// <summary>The next token of a field's value, which follows without a space. An empty word when there is none.</summary>
    public SearchToken NextValue() => Peek() switch
    {
        '"' => Phrase(),
        '[' => Take(SearchTokenKind.ListOpen),
        '>' or '<' => Take(SearchTokenKind.Comparison, Peek(1) == '=' ? 2 : 1),
        _ => Word(TextEnds),
    };

    /// <summary>The next token of a list.</summary>
    public SearchToken NextInList()
    {
        SkipSpace();
        return Peek() switch
        {
            null => Token(SearchTokenKind.End, _position),
            ',' => Take(SearchTokenKind.Comma),
            ']' => Take(SearchTokenKind.ListClose),
            '"' => Phrase(),
            '>' or '<' => Take(SearchTokenKind.Comparison, Peek(1) == '=' ? 2 : 1),
            _ => Word(ListEnds),
        };
    }

    private SearchToken WordOrField()
    {
        int start = _position;
        int nameEnd = FieldName.EndOf(text, start);
        if (nameEnd < text.Length && text[nameEnd] == ':' && !IsAddress(nameEnd))
        {
            _position = nameEnd + 1;
            return new SearchToken(SearchTokenKind.Field, Since(start), text[start..nameEnd]);
        }

        if (nameEnd < text.Length && text[nameEnd] == '"' && text[nameEnd - 1] == '.')
        {
            return QuotedField(start, nameEnd);
        }

        SearchToken word = Word(TextEnds);
        return word.Text switch
        {
            "AND" => word with { Kind = SearchTokenKind.And },
            "OR" => word with { Kind = SearchTokenKind.Or },
            "NOT" => word with { Kind = SearchTokenKind.Not },
            _ => word,
        };
    }

    // attributes."any key":value
    private SearchToken QuotedField(int start, int quote)
    {
        _position = quote;
        SearchToken key = Phrase();
        if (key.Pattern is null)
        {
            return key;
        }

        if (Peek() != ':')
        {
            return Bad("A quoted field name is followed by a colon.", new TextSpan(_position, 0), ":");
        }

        _position++;
        return new SearchToken(SearchTokenKind.Field, Since(start), text[start..quote] + key.Pattern);
    }

    private SearchToken Word(string ends)
    {
        int start = _position;
        var pattern = new TextPatternBuilder();
        while (Peek() is { } next && !char.IsWhiteSpace(next) && !ends.Contains(next, StringComparison.Ordinal))
        {
            if (char.IsControl(next))
            {
                return Bad("A control character cannot be searched.", new TextSpan(_position, 1));
            }

            bool isEscape = next == '\\' && Peek(1) is { } escaped && (char.IsWhiteSpace(escaped) || @"*\""()[],:-".Contains(escaped, StringComparison.Ordinal));
            pattern.Add(isEscape ? text[_position + 1] : next, isWildcard: next == '*');
            _position += isEscape ? 2 : 1;
        }

        return new SearchToken(SearchTokenKind.Word, Since(start), text[start.._position], pattern.Build());
    }

    // Only \" and \\ are escapes, so that Windows paths can be pasted between quotes.
    private SearchToken Phrase()
    {
        int start = _position++;
        var pattern = new TextPatternBuilder();
        while (Peek() is { } next)
        {
            if (next == '"')
            {
                _position++;
                return new SearchToken(SearchTokenKind.Phrase, Since(start), text[start.._position], pattern.Build());
            }

            bool isEscape = next == '\\' && Peek(1) is '"' or '\\';
            pattern.Add(isEscape ? text[_position + 1] : next, isWildcard: false);
            _position += isEscape ? 2 : 1;
        }

        return Bad("The quote is not closed.", Since(start), "\"");
    }

    private SearchToken Bad(string message, TextSpan span, params string[] expected)
    {
        Problem ??= new SearchProblem(message, span, expected);
        return new SearchToken(SearchTokenKind.Bad, span, "");
    }

    // http://… is a word: nobody has a field of that name.
    private bool IsAddress(int colon) => text.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal);

    private SearchToken Take(SearchTokenKind kind, int length = 1)
    {
        int start = _position;
        _position += length;
        return Token(kind, start);
    }

    private SearchToken Token(SearchTokenKind kind, int start) => new(kind, Since(start), text[start.._position]);

    private TextSpan Since(int start) => new(start, _position - start);

    private char? Peek(int ahead = 0) => _position + ahead < text.Length ? text[_position + ahead] : null;

    private void SkipSpace()
    {
        while (Peek() is { } next && char.IsWhiteSpace(next))
        {
            _position++;
        }
    }
}
