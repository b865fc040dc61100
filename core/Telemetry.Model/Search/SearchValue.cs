namespace Telemetry.Model.Search;

/// <summary>What a field is compared with.</summary>
/// <param name="Comparison">How.</param>
/// <param name="Pattern">With what; without wildcards unless <paramref name="Comparison"/> is <see cref="Comparison.Equal"/>.</param>
/// <param name="Span">Where it stands, the operator included.</param>
public sealed record SearchValue(Comparison Comparison, TextPattern Pattern, TextSpan Span);

/// <summary>How a field is compared.</summary>
public enum Comparison
{
    /// <summary>Nothing, or a pattern with <c>*</c>.</summary>
    Equal,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,
}
