using System.Globalization;

namespace Telemetry.Benchmarks.Rows;

/// <summary>Words by frequency: the frequency of a word falls with its rank, as in real text (Zipf). Known beforehand, so that a query can ask for a common or a seldom one.</summary>
internal static class Vocabulary
{
    /// <summary>Different words.</summary>
    public const int Size = 6000;

    private static readonly string[] Syllables = ["ka", "ri", "to", "me", "an", "de", "so", "ul", "ve", "ti", "ga", "po", "ne", "ba", "li", "ex", "or", "su", "co", "mi"];
    private static readonly string[] Endings = ["", "ing", "er", "ment"];

    /// <summary>The word of a rank, 1 the most frequent: about one of nine words of a text; 6000 one of 50,000.</summary>
    public static string Word(int rank) =>
        Syllables[rank % 20] + Syllables[rank / 20 % 20] + Syllables[rank / 400 % 20] + Endings[rank % 4];

    /// <summary>An SQL expression for <paramref name="count"/> words of a text, different for each row.</summary>
    /// <param name="seed">SQL: a number that is the row's own.</param>
    /// <param name="count">Words.</param>
    public static string Text(string seed, int count) => string.Create(CultureInfo.InvariantCulture, $"""
        arrayStringConcat(arrayMap(i -> arrayElement({All}, toUInt32(exp(cityHash64({seed}, i) / 18446744073709551616. * {Math.Log(Size)}))), range({count})), ' ')
        """);

    private static string All { get; } = $"[{string.Join(',', Enumerable.Range(1, Size).Select(rank => $"'{Word(rank)}'"))}]";
}
