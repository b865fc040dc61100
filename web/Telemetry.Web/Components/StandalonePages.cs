using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Web.Components.Pages;

namespace Telemetry.Web.Components;

/// <summary>
/// Pages for what no endpoint answered. Rendered in place: re-executing the request under another path, as is usual, would need routing
/// inside a branch of the pipeline that only browsers' requests take.
/// </summary>
internal static class StandalonePages
{
    private static readonly object NotFoundResult = new();

    private static readonly RazorComponentResult<StandalonePage<NotFoundPage>> NotFound = new() { StatusCode = StatusCodes.Status404NotFound };

    public static void UseStandalonePages(this IApplicationBuilder pages)
    {
        pages.UseExceptionHandler(new ExceptionHandlerOptions
        {
            CreateScopeForErrors = true, // The services of the page that failed have been half used.
            ExceptionHandler = new RazorComponentResult<StandalonePage<ErrorPage>>().ExecuteAsync,
        });
        pages.UseStatusCodePages(ShowNotFoundAsync);
    }

    /// <summary>Addresses that lead nowhere. Without this, authorization would answer for them, and send a browser an empty 401.</summary>
    public static void MapUnknown(this IEndpointRouteBuilder routes) =>
        routes.MapFallback("{**path}", static IResult (HttpContext context) => context.IsForPerson() ? NotFound : TypedResults.NotFound()).AllowAnonymous();

    /// <summary>
    /// Whether a browser asks for a page. Programs get problem documents and bare status codes from their own endpoints; HTML would only confuse them.
    /// </summary>
    public static bool IsForPerson(this HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api") && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Ends the present page, and answers 404 with <typeparamref name="TPage"/>. Setting the status beside one's own text is not
    /// possible: Blazor throws a page with status 404 away.
    /// </summary>
    public static void AnswerNotFound<TPage>(this HttpContext context, NavigationManager navigation)
        where TPage : IComponent
    {
        context.Items[NotFoundResult] = new RazorComponentResult<TPage> { StatusCode = StatusCodes.Status404NotFound };
        navigation.NotFound();
    }

    private static async Task ShowNotFoundAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        if (context.Items[NotFoundResult] is not IResult result)
        {
            return;
        }

        // A page that said "not found" has used its services up. Not disposed here: headers are written, with these services, later.
        var scope = context.RequestServices.CreateAsyncScope();
        context.Response.RegisterForDisposeAsync(scope);
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove("blazor-enhanced-nav"); // Of the page that gave up; Blazor adds it without looking.
        await result.ExecuteAsync(context);
    }
}
