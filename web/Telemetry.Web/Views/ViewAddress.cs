using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Telemetry.Web.Issues;

namespace Telemetry.Web.Views;

/// <summary>The address of a page as a saved view keeps it: without the project, which the view itself has, and without the place in a list.</summary>
internal static class ViewAddress
{
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "project", "cursor", "open", "at", "done", "saved", OutcomeCarrier.Parameter };

    /// <summary>What follows the question mark; empty for none.</summary>
    public static string QueryOf(HttpRequest request)
    {
        var builder = new QueryBuilder(request.Query.Where(pair => !LeftOut.Contains(pair.Key)));
        return builder.ToString().TrimStart('?');
    }

    /// <summary>The address that a view opens.</summary>
    public static string Of(string path, string query, string project) => $"{path}?project={Uri.EscapeDataString(project)}{(query.Length > 0 ? "&" + query : "")}";

    /// <summary>The link by which a view is shared.</summary>
    public static string Link(string id, string project) => $"/views/{Uri.EscapeDataString(id)}?project={Uri.EscapeDataString(project)}";
}
