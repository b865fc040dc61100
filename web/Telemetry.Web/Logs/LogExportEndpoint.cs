using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Logs;

/// <summary>All records of a search as a file, written while they are read: the server holds one page at a time.</summary>
internal static class LogExportEndpoint
{
    /// <summary>Records of a file, at most.</summary>
    public const int MaxRecords = 1_000_000;

    private const int PageSize = 1000;

    public static void MapLogExport(this IEndpointRouteBuilder routes) => routes.MapGet("/logs/export", ExportAsync).RequireAuthorization(WebSession.Policy);

    private static async Task<IResult> ExportAsync(
        HttpContext context, string? format, QueryApiClient api, ProjectDirectory projects, TimeProvider time, CancellationToken cancellationToken)
    {
        if (LogExportFormat.Find(format) is not { } chosen)
        {
            return TypedResults.BadRequest("'format' must be csv or ndjson.");
        }

        var (address, search) = await LogRowEndpoints.SearchAsync(context, projects, time);
        var count = await search.ThenAsync(found => api.CountLogsAsync(found, cancellationToken));
        var first = await search.ThenAsync(found => api.SearchLogsAsync(found, PageSize, null, cancellationToken));
        if (first.Value is not { } page || (await search).Value is not { } asked)
        {
            return ScriptProblem.Of(first.Failure ?? count.Failure);
        }

        Announce(context.Response, chosen, address.Window.Resolve(time.GetUtcNow()), count.Value?.Total);
        await WriteAsync(context, chosen, page, cursor => api.SearchLogsAsync(asked, PageSize, cursor, cancellationToken));
        return Results.Empty;
    }

    private static void Announce(HttpResponse response, LogExportFormat format, UtcRange range, long? total)
    {
        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"logs-{range.From:yyyyMMdd-HHmmss}-{range.To:yyyyMMdd-HHmmss}.{format.Name}\"");
        response.Headers["X-Total"] = total is { } known ? Math.Min(known, MaxRecords).ToString(CultureInfo.InvariantCulture) : null;
    }

    private static async Task WriteAsync(HttpContext context, LogExportFormat format, LogPage first, Func<string, Task<ApiAnswer<LogPage>>> next)
    {
        await context.Response.WriteAsync(format.Head, Encoding.UTF8, context.RequestAborted);
        var page = first;
        for (var written = 0; ;)
        {
            await context.Response.WriteAsync(string.Concat(page.Items.Select(format.Write)), Encoding.UTF8, context.RequestAborted);
            written += page.Items.Count;
            if (page.Next is not { } cursor || written >= MaxRecords)
            {
                return;
            }

            var answer = await next(cursor);
            if (answer.Value is not { } more)
            {
                context.Abort(); // The status has long been sent; a file that ends as if it were whole would be a lie.
                return;
            }

            page = more;
        }
    }
}
