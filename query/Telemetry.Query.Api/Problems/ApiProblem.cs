using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Problems;

/// <summary>The problem documents (RFC 9457) of the API. Every answer that is no success is one of these.</summary>
internal static class ApiProblem
{
    /// <summary>400: a parameter cannot be read.</summary>
    public static ProblemHttpResult Parameter(string name, string detail) =>
        Create(StatusCodes.Status400BadRequest, "A parameter is wrong", detail, new Dictionary<string, object?> { ["parameter"] = name });

    /// <summary>400: the query was not understood; the extensions say where.</summary>
    public static ProblemHttpResult Search(SearchError error) => Create(
        StatusCodes.Status400BadRequest,
        "The query was not understood",
        error.Message,
        new Dictionary<string, object?>
        {
            ["parameter"] = "query",
            ["position"] = error.Position,
            ["length"] = error.Length,
            ["expected"] = error.Expected,
        });

    /// <summary>400: grouping rules were not understood; the extensions say where, for all lines that are wrong.</summary>
    public static ProblemHttpResult Rules(IReadOnlyList<RuleProblemItem> problems) => Create(
        StatusCodes.Status400BadRequest,
        "The rules were not understood",
        $"Line {problems[0].Line}, column {problems[0].Column} of the {problems[0].Field} rules: {problems[0].Message} Expected: {problems[0].Expected}",
        new Dictionary<string, object?> { ["parameter"] = problems[0].Field, ["problems"] = problems });

    /// <summary>400: lines of a text were not understood; the extensions say where, for all that are wrong. At most 50 are told.</summary>
    public static ProblemHttpResult Lines(string parameter, IReadOnlyList<RuleProblemItem> problems) => Create(
        StatusCodes.Status400BadRequest,
        "The rules were not understood",
        $"Line {problems[0].Line}: {problems[0].Message}",
        new Dictionary<string, object?> { ["parameter"] = parameter, ["problems"] = problems.Take(50) });

    /// <summary>401: no token, or one nobody knows.</summary>
    public static ProblemHttpResult Unauthorized() =>
        Create(StatusCodes.Status401Unauthorized, "A token is needed", "Send 'Authorization: Bearer <token>' with a token that is valid.");

    /// <summary>403: the token is known and does not allow this.</summary>
    public static ProblemHttpResult Forbidden() => Create(StatusCodes.Status403Forbidden, "The token does not allow this", "Use a token that does.");

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string detail) => Create(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>405.</summary>
    public static ProblemHttpResult MethodNotAllowed() =>
        Create(StatusCodes.Status405MethodNotAllowed, "Wrong method", "This address answers other methods; the header Allow names them.");

    /// <summary>409: somebody else was faster.</summary>
    public static ProblemHttpResult Conflict(string detail) => Create(StatusCodes.Status409Conflict, "Changed meanwhile", detail);

    /// <summary>422: one query may not cost that much.</summary>
    public static ProblemHttpResult TooExpensive(string detail) => Create(StatusCodes.Status422UnprocessableEntity, "The query is too expensive", detail);

    /// <summary>429: others first.</summary>
    public static ProblemHttpResult Busy(string detail) => Create(StatusCodes.Status429TooManyRequests, "Too many at once", detail);

    /// <summary>501: not with this store.</summary>
    public static ProblemHttpResult NotSupported(string detail) => Create(StatusCodes.Status501NotImplemented, "Not with this store", detail);

    /// <summary>503: a part is missing for the moment.</summary>
    public static ProblemHttpResult Unavailable(string detail) => Create(StatusCodes.Status503ServiceUnavailable, "Not available now", detail);

    private static ProblemHttpResult Create(int status, string title, string detail, IDictionary<string, object?>? extensions = null)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        foreach ((string name, object? value) in extensions ?? new Dictionary<string, object?>())
        {
            problem.Extensions[name] = value;
        }

        return TypedResults.Problem(problem);
    }
}
