using Telemetry.Model.Search;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Spans;
using Xunit;

namespace Telemetry.Storage.Tests.Search;

public sealed class SearchParserFuzzTests
{
    private const int Rounds = 200_000;

    private static readonly string[] Pieces =
    [
        "a", "level", "release", "duration", "has", "attributes.", "error", "1.4.0", "500ms", "*", "\"", "\\", ":", "::", "//", ">", ">=", "<", "=", "(", ")", "[", "]",
        ",", "-", " ", "\t", "\n", "\0", "OR", "AND", "NOT", ".", "'", "%", "_", "ü", "磁", "\ud83d", "\ude00", "\uffff", "{p0:String}", "--", "/*", ";",
    ];

    [Fact]
    public void Parse_AnythingAtAll_NeverThrowsAndPointsIntoTheText()
    {
        var random = new Random(20261123);
        for (int round = 0; round < Rounds; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            SearchParseResult result = SearchParser.Parse(text);

            Assert.True(result.Node is null != result.Problem is null, text);
            AssertInside(result.Problem, text);
            if (result.Node is { } node)
            {
                AssertInside(LogReader.FindProblem(node), text);
                AssertInside(TraceReader.FindProblem(node), text);
            }
        }
    }

    private static void AssertInside(SearchProblem? problem, string text)
    {
        if (problem is not null)
        {
            Assert.InRange(problem.Span.Start, 0, text.Length);
            Assert.InRange(problem.Span.Length, 0, text.Length - problem.Span.Start);
            Assert.NotEmpty(problem.Message);
        }
    }
}
