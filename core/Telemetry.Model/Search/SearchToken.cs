namespace Telemetry.Model.Search;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">A field's name; else as written.</param>
/// <param name="Pattern">What a word or phrase says.</param>
internal sealed record SearchToken(SearchTokenKind Kind, TextSpan Span, string Text, TextPattern? Pattern = null);

internal enum SearchTokenKind
{
    End,
    Word,
    Phrase,
    Field,
    Comparison,
    Open,
    Close,
    ListOpen,
    ListClose,
    Comma,
    Minus,
    And,
    Or,
    Not,

    /// <summary>No token can be made; the lexer's problem says why.</summary>
    Bad,
}
