using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Web.Api;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Logs;

/// <summary>The live tail for the browser: the API's stream, whose token the browser does not have, with each record drawn as a row.</summary>
internal static class LogTailEndpoint
{
    private const string LastEventId = "Last-Event-ID";
    private const int MaxIdLength = 200;

    public static void MapLogTail(this IEndpointRouteBuilder routes) => routes.MapGet("/logs/tail", TailAsync).RequireAuthorization(WebSession.Policy);

    private static async Task<IResult> TailAsync(
        HttpContext context, QueryApiClient api, ProjectDirectory projects, TimeProvider time, IHostApplicationLifetime lifetime, ILoggerFactory loggers)
    {
        // An open stream would hold the server's stop up until its limit.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var (address, search) = await LogRowEndpoints.SearchAsync(context, projects, time);
        var last = context.Request.Headers[LastEventId].ToString();
        var stream = await search.ThenAsync(found => api.OpenTailAsync(found.Project, found.Query, last.Length <= MaxIdLength ? last : null, ends.Token));
        if (stream.Value is not { } open)
        {
            return ScriptProblem.Of(stream.Failure);
        }

        using (open)
        {
            var rows = new LogRowRenderer(context.RequestServices, loggers, address, LogTable.Resolve(context, address.View), time);
            await new LogTailRelay(open.Events, context.Response, rows, time).RunAsync(ends.Token);
        }

        return Results.Empty;
    }
}
