using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Pages.Traces;
using Telemetry.Web.Logs;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Traces;

/// <summary>A stretch of the rows of a waterfall for its script, as HTML, drawn by the same components as the page. The query is that of the page.</summary>
internal static class TraceRowEndpoints
{
    public static void MapTraceRows(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/traces/{traceId}/rows", RowsAsync).RequireAuthorization(WebSession.Policy);

    private static async Task<IResult> RowsAsync(
        HttpContext context, string traceId, TraceLayouts layouts, QueryApiClient api, ProjectDirectory projects, CancellationToken cancellationToken)
    {
        var address = TraceAddress.Parse(traceId, context.Request);
        // The project first: it is asked of the API each time, which knows whether the session may still see it.
        var layout = await projects.FindAsync(address.Project).ThenAsync(project => FindAsync(KeyOf(context, project.Id, address), layouts, api, cancellationToken));
        return layout.Value is { } value
            ? new RazorComponentResult<WaterfallRows>(new Dictionary<string, object?>
            {
                [nameof(WaterfallRows.Layout)] = value,
                [nameof(WaterfallRows.Outline)] = TraceOutline.Of(value.Chart.Rows, address),
                [nameof(WaterfallRows.Address)] = address,
                [nameof(WaterfallRows.First)] = address.Skip ?? 0,
                [nameof(WaterfallRows.Count)] = WaterfallWindow.RowsOfAStretch,
            })
            : ScriptProblem.Of(layout.Failure);
    }

    /// <summary>The key of what a request shows.</summary>
    public static TraceLayoutKey KeyOf(HttpContext context, string project, TraceAddress address) =>
        new(context.User.FindApiToken() ?? "", project, address.TraceId, address.Find);

    private static async Task<ApiAnswer<TraceLayout>> FindAsync(TraceLayoutKey key, TraceLayouts layouts, QueryApiClient api, CancellationToken cancellationToken)
    {
        if (layouts.Find(key) is { } kept)
        {
            return kept;
        }

        var trace = await api.GetTraceAsync(key.Project, key.TraceId, cancellationToken);
        if (trace.Value is not { } value)
        {
            return trace.Failure ?? new ApiFailure(ApiFailureKind.NotFound, "");
        }

        var layout = TraceLayout.Of(value, key.Find).WithoutDetails();
        layouts.Keep(key, layout);
        return layout;
    }
}
