using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Facets;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Search;

namespace Telemetry.Query.Api.Facets;

/// <summary>Tells which values fields have, and completes names and values. The same for logs and for traces, whose items are spans.</summary>
internal static class FacetEndpoints
{
    private const int MaxFields = 20;

    /// <summary>Adds them below the logs or the traces of a project.</summary>
    public static void MapFacets(this RouteGroupBuilder items, FacetSignal signal)
    {
        var call = new FacetCall(signal);
        (string name, string plural) = signal == FacetSignal.Logs ? ("Log", "log records") : ("Span", "spans");
        items.MapGet("/facets", call.CountAsync).WithName($"Count{name}Facets").WithSummary($"The most frequent values of the fields of matching {plural}")
            .WithDescription($"Counted over the newest 25,000 matching {plural}. Without 'fields': the usual fields, and the twelve attributes that most of them have.");
        items.MapGet("/fields", call.FindNamesAsync).WithName($"Find{name}Fields").WithSummary($"Names of fields of {plural}, for completion");
        items.MapGet("/fields/{name}/values", call.FindValuesAsync).WithName($"Find{name}FieldValues").WithSummary($"Values of a field of {plural}, for completion");
    }

    /// <summary>The calls of one kind of item.</summary>
    private sealed class FacetCall(FacetSignal signal)
    {
        public async Task<Results<Ok<FacetList>, ProblemHttpResult>> CountAsync(
            string project,
            [AsParameters] SearchParameters search,
            [FromQuery, Description("Fields, separated by commas, at most 20, for example service,attributes.http.route.")] string? fields,
            FacetReader facets,
            ParameterReader parameters,
            CancellationToken cancellationToken)
        {
            var request = new SearchRequest(
                ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, query => FacetReader.FindProblem(signal, query)));
            IReadOnlyList<string>? names = Fields(fields, parameters);
            if (parameters.Problem is { } problem)
            {
                return problem;
            }

            StoredFacets counts = await facets.CountAsync(signal, request, names, cancellationToken);
            FieldFacet[] items = [.. counts.Fields.Select(field => new FieldFacet(field.Name, field.Present, [.. field.Values.Select(Group)]))];
            return TypedResults.Ok(new FacetList(items, counts.Items, counts.IsComplete, LogItems.From(request.Window)));
        }

        public async Task<Results<Ok<FieldNameList>, ProblemHttpResult>> FindNamesAsync(
            string project, [AsParameters] FieldParameters field, FieldReader fields, ParameterReader parameters, CancellationToken cancellationToken)
        {
            FieldRequest request = field.Read(parameters);
            if (parameters.Problem is { } problem)
            {
                return problem;
            }

            IReadOnlyList<StoredFieldName> names =
                await fields.FindNamesAsync(signal, ProjectAccess.Parse(project), request.Window, request.Prefix, request.Limit, cancellationToken);
            return TypedResults.Ok(new FieldNameList([.. names.Select(name => new FieldNameItem(name.Name, name.Source))]));
        }

        public async Task<Results<Ok<FieldValueList>, ProblemHttpResult>> FindValuesAsync(
            string project,
            [Description("As in a query: service, attributes.http.route, or a key alone.")] string name,
            [AsParameters] FieldParameters field,
            FieldReader fields,
            ParameterReader parameters,
            CancellationToken cancellationToken)
        {
            FieldRequest request = field.Read(parameters);
            if (parameters.Problem is { } problem)
            {
                return problem;
            }

            // Of all escapes, the server leaves this one alone: https://github.com/dotnet/aspnetcore/issues/11544
            string key = name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            IReadOnlyList<StoredGroup> values =
                await fields.FindValuesAsync(signal, ProjectAccess.Parse(project), request.Window, key, request.Prefix, request.Limit, cancellationToken);
            return TypedResults.Ok(new FieldValueList([.. values.Select(Group)]));
        }

        private static CountGroup Group(StoredGroup group) => new(group.Key, group.Count);

        private IReadOnlyList<string>? Fields(string? text, ParameterReader parameters)
        {
            string[] names = [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
            if (names.Length > MaxFields)
            {
                parameters.Fail(ApiProblem.Parameter("fields", $"'fields' may name {MaxFields} fields."));
            }
            else if (Array.Find(names, name => !FacetReader.CanCount(signal, name)) is { } name)
            {
                parameters.Fail(ApiProblem.Parameter("fields", $"'{name}' has too many values. Use service, release, environment or an attribute."));
            }

            return names.Length == 0 ? null : names;
        }
    }
}
