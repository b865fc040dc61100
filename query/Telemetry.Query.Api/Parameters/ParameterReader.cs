using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Parameters;

/// <summary>
/// Reads the parameters of one request and keeps the first problem. Reading goes on behind a problem, so that an endpoint asks once, when it has read them all.
/// The framework's own binding would answer without saying which parameter is wrong.
/// </summary>
internal sealed class ParameterReader(TimeProvider time)
{
    private static readonly TimeSpan DefaultRange = TimeSpan.FromHours(1);

    /// <summary>The answer to give instead; null while all is well.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary>The query as a tree.</summary>
    /// <param name="text">Null and empty: everything.</param>
    /// <param name="findProblem">What the reader of that kind of item says of the tree.</param>
    public SearchNode Search(string? text, Func<SearchNode, SearchProblem?> findProblem)
    {
        SearchParseResult result = SearchParser.Parse(text ?? "");
        if ((result.Problem ?? findProblem(result.Node ?? Everything)) is { } problem)
        {
            Fail(ApiProblem.Search(new SearchError(problem.Message, problem.Span.Start, problem.Span.Length, problem.Expected)));
        }

        return result.Node ?? Everything;
    }

    /// <summary>The range of time; without <paramref name="to"/> it ends now, without <paramref name="from"/> it is an hour.</summary>
    public TimeWindow Range(string? from, string? to) => Range(from, to, DefaultRange);

    /// <summary>The same, with a width of its own where <paramref name="from"/> is not given.</summary>
    public TimeWindow Range(string? from, string? to, TimeSpan absent)
    {
        DateTimeOffset now = time.GetUtcNow();
        UnixNanoseconds end = Time("to", to, now, UnixNanoseconds.From(now));
        UnixNanoseconds start = Time("from", from, now, end.Plus(-absent));
        if (start > end)
        {
            Fail(ApiProblem.Parameter("from", "'from' is after 'to'."));
            return new TimeWindow(end, end);
        }

        return new TimeWindow(start, end);
    }

    /// <summary>A whole number.</summary>
    public int Number(string name, string? text, int absent, int min, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
        {
            return number;
        }

        Fail(ApiProblem.Parameter(name, $"'{name}' must be a whole number from {min} to {max}."));
        return absent;
    }

    /// <summary>Remembers a problem, unless there is one already.</summary>
    public void Fail(ProblemHttpResult problem) => Problem ??= problem;

    private static AllNode Everything => new(new TextSpan(0, 0));

    private UnixNanoseconds Time(string name, string? text, DateTimeOffset now, UnixNanoseconds absent)
    {
        if (string.IsNullOrEmpty(text))
        {
            return absent;
        }

        if (TimeText.TryParse(text, now, out UnixNanoseconds value))
        {
            return value;
        }

        Fail(ApiProblem.Parameter(name, $"'{name}' is no time: {TimeText.Forms}."));
        return absent;
    }
}
