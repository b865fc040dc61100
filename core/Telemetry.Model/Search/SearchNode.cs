namespace Telemetry.Model.Search;

/// <summary>A place in the text of a query.</summary>
/// <param name="Start">Characters (UTF-16) from the start, from 0.</param>
/// <param name="Length">Characters; 0 where something is missing.</param>
public readonly record struct TextSpan(int Start, int Length);

/// <summary>A query as a tree. What each kind means: docs/query-language.md.</summary>
/// <param name="Span">Where it stands in the text, for messages.</param>
public abstract record SearchNode(TextSpan Span);

/// <summary>Everything: the empty query, or a lone <c>*</c>.</summary>
public sealed record AllNode(TextSpan Span) : SearchNode(Span);

/// <summary>All of them hold.</summary>
/// <param name="Items">At least two.</param>
/// <param name="Span">Where it stands.</param>
public sealed record AndNode(IReadOnlyList<SearchNode> Items, TextSpan Span) : SearchNode(Span);

/// <summary>At least one of them holds.</summary>
/// <param name="Items">At least two.</param>
/// <param name="Span">Where it stands.</param>
public sealed record OrNode(IReadOnlyList<SearchNode> Items, TextSpan Span) : SearchNode(Span);

/// <summary>It does not hold; also true where the field is absent.</summary>
public sealed record NotNode(SearchNode Item, TextSpan Span) : SearchNode(Span);

/// <summary>A word, phrase or pattern in the message.</summary>
public sealed record TextNode(TextPattern Pattern, TextSpan Span) : SearchNode(Span);

/// <summary>A field has one of the values, or compares so with one.</summary>
/// <param name="Field">As written, for example <c>attributes.http.route</c>.</param>
/// <param name="FieldSpan">Where the name stands.</param>
/// <param name="AnyOf">At least one.</param>
/// <param name="Span">Where it stands.</param>
public sealed record FieldNode(string Field, TextSpan FieldSpan, IReadOnlyList<SearchValue> AnyOf, TextSpan Span) : SearchNode(Span);

/// <summary>A field is there.</summary>
public sealed record HasNode(string Field, TextSpan Span) : SearchNode(Span);
