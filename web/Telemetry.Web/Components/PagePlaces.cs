using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Web.Components;

/// <summary>
/// Makes a bounded number of pages at a time; further requests wait before they have asked for anything. Two hundred readers at once would otherwise have all their
/// questions and answers in memory together, 3 MB each, and each waits for the slowest of them (docs/adr/0101).
/// </summary>
/// <param name="next">The page.</param>
/// <param name="places">Pages at a time.</param>
/// <param name="patience">After so long a request goes on all the same: pages that hang must not lock everybody out.</param>
internal sealed class PagePlaces(RequestDelegate next, int places, TimeSpan patience)
{
    /// <summary>Enough for every core to be busy while some pages wait for the store.</summary>
    public const int Places = 24;

    /// <summary>Longer than a page waits for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly SemaphoreSlim _places = new(places);

    /// <summary>Waits for a place, and makes the page. What is no page, a download for example, takes none.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(context);
            return;
        }

        var isIn = await _places.WaitAsync(patience, context.RequestAborted);
        try
        {
            await next(context);
        }
        finally
        {
            if (isIn)
            {
                _places.Release();
            }
        }
    }
}
