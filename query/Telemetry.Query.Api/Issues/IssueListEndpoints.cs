using System.Buffers.Binary;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Cursors;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>Lists issues.</summary>
internal static class IssueListEndpoints
{
    /// <summary>Numbers of a trend.</summary>
    public const int TrendSteps = 24;

    /// <summary>The range where none is given.</summary>
    public static readonly TimeSpan DefaultRange = TimeSpan.FromDays(14);

    private const int DefaultLimit = 25;
    private const int MaxLimit = 100;

    /// <summary>Adds them below the issues of a project.</summary>
    public static void MapIssueList(this RouteGroupBuilder issues) =>
        issues.MapGet("", ListAsync).WithName("ListIssues").WithSummary("Issues with events in the range, page by page: by last event unless asked otherwise");

    private static async Task<Results<Ok<IssueList>, ProblemHttpResult>> ListAsync(
        string project,
        [AsParameters] IssueListParameters asked,
        IssueSearch search,
        IssuePageReader pages,
        ParameterReader parameters,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        TimeWindow window = parameters.Range(asked.From, asked.To, DefaultRange);
        IssueQuery query = IssueQuery.From(parameters.Search(asked.Query, node => IssueQuery.From(node, time.GetUtcNow()).Problem), time.GetUtcNow());
        int limit = parameters.Number("limit", asked.Limit, DefaultLimit, 1, MaxLimit);
        string order = string.IsNullOrEmpty(asked.Sort) ? IssueOrder.Default : asked.Sort;
        if (!IssueOrder.Keys.TryGetValue(order, out Func<IssueCandidate, long>? key))
        {
            return ApiProblem.Parameter("sort", $"'sort' must be one of {string.Join(", ", IssueOrder.Keys.Keys.Order(StringComparer.Ordinal))}.");
        }

        (long Key, long Id)? after = null;
        if (!string.IsNullOrEmpty(asked.Cursor))
        {
            if (CursorText.Read(asked.Cursor, Mark(asked.Query, order)) is not { Place.Length: 16 } read)
            {
                return ApiProblem.Parameter("cursor", "The cursor is none of this query and order. Start again without it.");
            }

            (window, after) = (read.Range, (BinaryPrimitives.ReadInt64LittleEndian(read.Place), BinaryPrimitives.ReadInt64LittleEndian(read.Place.AsSpan(8))));
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        CrashScope whole = new(ProjectAccess.Parse(project), window);
        if (await search.NarrowAsync(whole, query, cancellationToken) is not { } scope)
        {
            return TypedResults.Ok(new IssueList([], null, 0, IssueItems.From(whole), whole.StepFor(TrendSteps), []));
        }

        IReadOnlyList<IssueCandidate> all = await search.FindAsync(scope, query, order == IssueOrder.Users, cancellationToken);
        List<IssueCandidate> page = [.. all.OrderByDescending(key).ThenByDescending(issue => issue.Issue.Id.Value)
            .Where(issue => after is not { } place || (key(issue), issue.Issue.Id.Value).CompareTo(place) < 0).Take(limit + 1)];
        string? next = page.Count > limit ? CursorText.Write(window, Mark(asked.Query, order), Place(key(page[limit - 1]), page[limit - 1].Issue.Id.Value)) : null;
        return TypedResults.Ok(await pages.ReadAsync(scope, [.. page.Take(limit)], next, all.Count, cancellationToken));
    }

    private static string Mark(string? query, string order) => $"{(query ?? "").Trim()}\n{order}";

    private static byte[] Place(long key, long id)
    {
        var place = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(place, key);
        BinaryPrimitives.WriteInt64LittleEndian(place.AsSpan(8), id);
        return place;
    }
}

/// <summary>What a list of issues takes.</summary>
/// <param name="Query">The query.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Sort">The order.</param>
/// <param name="Limit">How many.</param>
/// <param name="Cursor">Where to go on.</param>
internal sealed record IssueListParameters(
    [property: FromQuery(Name = "query"), Description("In the query language, for example: is:unresolved release:>=1.4.0 -release:1.3.0 \"disk full\". Empty: everything.")] string? Query,
    [property: FromQuery(Name = "from"), Description("Start of the range, included: " + TimeText.Forms + ". Default: 14 days before the end. Full hours are counted.")] string? From,
    [property: FromQuery(Name = "to"), Description("End of the range, not included, in the same forms. Default: now.")] string? To,
    [property: FromQuery(Name = "sort"), Description("last_seen, first_seen, events, users or priority; the largest first. Default: last_seen.")] string? Sort,
    [property: FromQuery(Name = "limit"), Description("Issues, 1 to 100. Default: 25.")] string? Limit,
    [property: FromQuery(Name = "cursor"), Description("From 'next' of the page before; it carries the range.")] string? Cursor);
