using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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

    public static void UseStandalonePages(this IApplicationBuilder pages)
    {
        pages.UseExceptionHandler(new ExceptionHandlerOptions
        {
            CreateScopeForErrors = true, // The services of the page that failed have been half used.
            ExceptionHandler = new RazorComponentResult<StandalonePage<ErrorPage>>().ExecuteAsync,
        });
        pages.UseStatusCodePages(ShowNotFoundAsync);
    }

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
        if (context.Response.StatusCode != StatusCodes.Status404NotFound)
        {
            return;
        }

        // A page that said "not found" has used its services up. Not disposed here: headers are written, with these services, later.
        var scope = context.RequestServices.CreateAsyncScope();
        context.Response.RegisterForDisposeAsync(scope);
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove("blazor-enhanced-nav"); // Of the page that gave up; Blazor adds it without looking.
        var result = context.Items[NotFoundResult] as IResult ?? new RazorComponentResult<StandalonePage<NotFoundPage>> { StatusCode = StatusCodes.Status404NotFound };
        await result.ExecuteAsync(context);
    }
}
