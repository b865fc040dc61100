using System.Globalization;
using System.Text;

namespace Telemetry.Testing.Load.Requests;

/// <summary>
/// Log bodies with the statistics of real ones: a few hundred frequent words, thousands of rare ones (Zipf), numbers, and in every fourth
/// sentence a token that occurs nowhere else. The same seed gives the same sentences.
/// </summary>
public sealed class SentenceSource
{
    /// <summary>Characters of the unique token; it is overwritten record by record.</summary>
    public const int TokenLength = 12;

    private const int VocabularySize = 6000;
    private const int TargetLength = 150;

    private static readonly string[] Openings =
    [
        "Request finished", "Connection refused by upstream", "Retrying job", "Cache miss for key", "User signed in", "Payment declined",
        "Slow query on table", "Message delivered to topic", "Disk usage above threshold", "Token refreshed for client", "Batch committed", "Unhandled exception in task",
    ];

    private readonly Random _random;
    private readonly string[] _vocabulary;

    /// <summary>Prepares the vocabulary; it is the same for every seed, the sentences are not.</summary>
    public SentenceSource(int seed)
    {
        _random = new Random(seed);
        var words = new Random(17);
        _vocabulary = [.. Enumerable.Range(0, VocabularySize).Select(_ => Word(words))];
    }

    /// <summary>A sentence of about 159 characters, and where in it the token stands; -1 when it has none.</summary>
    public (string Text, int TokenOffset) Next()
    {
        var text = new StringBuilder(Openings[_random.Next(Openings.Length)]);
        text.Append(CultureInfo.InvariantCulture, $" after {_random.Next(1, 5000)} ms");
        int token = -1;
        if (_random.Next(4) == 0)
        {
            text.Append(" id=");
            token = text.Length;
            text.Append('0', TokenLength);
        }

        while (text.Length < TargetLength)
        {
            text.Append(' ').Append(_vocabulary[Rank()]);
        }

        return (text.ToString(), token);
    }

    /// <summary>A rank whose frequency falls with the rank, as words do: log-uniform is Zipf with exponent 1.</summary>
    private int Rank() => (int)Math.Exp(_random.NextDouble() * Math.Log(VocabularySize)) - 1;

    private static string Word(Random random)
    {
        string[] syllables = ["ka", "ri", "to", "mel", "an", "der", "so", "ul", "ven", "ti", "gra", "pho", "ne", "bar", "lin", "ex", "o", "stu", "cor", "mi"];
        return string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => syllables[random.Next(syllables.Length)]));
    }
}
