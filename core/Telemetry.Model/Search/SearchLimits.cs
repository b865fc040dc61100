namespace Telemetry.Model.Search;

/// <summary>How large a query may be. Each bounds the work of one request; people stay far below, programs may not.</summary>
public static class SearchLimits
{
    /// <summary>Characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>Parentheses within parentheses: the parser calls itself for each.</summary>
    public const int MaxDepth = 16;

    /// <summary>Words, phrases and values, all together.</summary>
    public const int MaxTerms = 100;
}
