using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Logs;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Logs.Patterns;
using Telemetry.Storage.Search;

namespace Telemetry.Query.Api.Logs;

/// <summary>Mines templates.</summary>
internal static class PatternEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    /// <summary>Adds them below the logs of a project.</summary>
    public static void MapPatterns(this RouteGroupBuilder logs) => logs.MapGet("/patterns", MineAsync)
        .WithName("MineLogPatterns")
        .WithSummary("Templates that the messages of matching log records follow, with counts")
        .WithDescription("Mined from the newest 100,000 matching records: numbers and identifiers change, and words that differ between otherwise equal messages.");

    private static async Task<Results<Ok<LogPatternList>, ProblemHttpResult>> MineAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Templates, 1 to 500. Default: 100.")] string? limit,
        LogPatternReader patterns,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, LogReader.FindProblem));
        int size = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredLogPatterns mined = await patterns.MineAsync(request, size, cancellationToken);
        return TypedResults.Ok(new LogPatternList([.. mined.Items.Select(From)], mined.Records, mined.IsComplete, LogItems.From(request.Window)));
    }

    private static LogPattern From(StoredLogPattern pattern) => new(
        pattern.Template,
        pattern.Count,
        Severity.NameOf(pattern.SeverityNumber, pattern.SeverityText),
        pattern.Services,
        pattern.First.ToString(),
        pattern.Last.ToString(),
        pattern.Example,
        PatternTerm.Write(pattern.Template));
}
