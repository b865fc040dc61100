using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Admin;

/// <summary>Messages that could not be stored: look at them, try again, or give them up.</summary>
internal static class DeadLetterEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const string LetterText = "Id of the dead letter, from the list.";

    /// <summary>Adds them below the dead letters.</summary>
    public static void MapDeadLetters(this RouteGroupBuilder letters)
    {
        letters.MapGet("", ListAsync).WithName("ListDeadLetters").WithSummary("Messages that could not be stored, oldest first");
        letters.MapGet("/{letter}", FindAsync).WithName("GetDeadLetter").WithSummary("One of them, with what is in it");
        letters.MapPost("/{letter}/replay", ReplayAsync).WithName("ReplayDeadLetter").WithSummary("Puts it back at the end of the queue");
        letters.MapDelete("/{letter}", DropAsync).WithName("DropDeadLetter").WithSummary("Forgets it for good; the ledger counts its items as dropped_by_operator");
    }

    private static async Task<Results<Ok<DeadLetterList>, ProblemHttpResult>> ListAsync(
        [FromQuery, Description("Dead letters, 1 to 1000. Default: 100.")] string? limit, IDeadLetters letters, ParameterReader parameters, CancellationToken cancellationToken)
    {
        int size = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        return await letters.ListAsync(size, cancellationToken) is { } list ? TypedResults.Ok(list) : ApiProblem.Unavailable("This process has no queue to ask.");
    }

    private static async Task<Results<Ok<DeadLetterItem>, ProblemHttpResult>> FindAsync(
        [Description(LetterText)] string letter, IDeadLetters letters, CancellationToken cancellationToken) =>
        Guid.TryParse(letter, out Guid id) && await letters.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(found) : Missing();

    private static async Task<Results<Ok<DeadLetterOutcome>, ProblemHttpResult>> ReplayAsync(
        [Description(LetterText)] string letter, IDeadLetters letters, CancellationToken cancellationToken) =>
        Guid.TryParse(letter, out Guid id) && await letters.ReplayAsync(id, cancellationToken) ? TypedResults.Ok(new DeadLetterOutcome(id.ToString(), "replayed")) : Missing();

    private static async Task<Results<Ok<DeadLetterOutcome>, ProblemHttpResult>> DropAsync(
        [Description(LetterText)] string letter, IDeadLetters letters, CancellationToken cancellationToken)
    {
        try
        {
            return Guid.TryParse(letter, out Guid id) && await letters.DropAsync(id, cancellationToken) ? TypedResults.Ok(new DeadLetterOutcome(id.ToString(), "dropped")) : Missing();
        }
        catch (DeadLetterException exception)
        {
            return ApiProblem.Unavailable(exception.Message);
        }
    }

    private static ProblemHttpResult Missing() => ApiProblem.NotFound("There is no such dead letter. Somebody may have replayed or dropped it.");
}
