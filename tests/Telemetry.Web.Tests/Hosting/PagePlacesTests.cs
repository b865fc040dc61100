using Microsoft.AspNetCore.Components.Endpoints;
using Telemetry.Web.Components;
using Telemetry.Web.Components.Pages;
using Xunit;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>How many pages are made at a time.</summary>
public sealed class PagePlacesTests
{
    private readonly TaskCompletionSource _done = new();
    private int _making;

    [Fact]
    public async Task Pages_MoreThanThereArePlaces_WaitForOneAndAllAreMade()
    {
        var places = new PagePlaces(MakeAsync, 3, TimeSpan.FromMinutes(1));
        Task[] pages = [.. Enumerable.Range(0, 5).Select(_ => places.InvokeAsync(Request(isPage: true)))];

        Assert.Equal(3, _making);
        _done.SetResult();
        await Task.WhenAll(pages);
        Assert.Equal(5, _making);
    }

    [Fact]
    public async Task Download_WhileAllPlacesAreTaken_DoesNotWait()
    {
        var places = new PagePlaces(MakeAsync, 1, TimeSpan.FromMinutes(1));
        var page = places.InvokeAsync(Request(isPage: true));
        var download = places.InvokeAsync(Request(isPage: false));

        Assert.Equal(2, _making);
        _done.SetResult();
        await Task.WhenAll(page, download);
    }

    [Fact]
    public async Task Page_WhenItsReaderHasGone_GivesUpAndTakesNoPlace()
    {
        var places = new PagePlaces(MakeAsync, 1, TimeSpan.FromMinutes(1));
        var first = places.InvokeAsync(Request(isPage: true));
        using var gone = new CancellationTokenSource();
        var second = Request(isPage: true);
        second.RequestAborted = gone.Token;
        var waiting = places.InvokeAsync(second);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _done.SetResult();
        await first;
        await places.InvokeAsync(Request(isPage: true));
        Assert.Equal(2, _making);
    }

    private static DefaultHttpContext Request(bool isPage)
    {
        var context = new DefaultHttpContext();
        object[] metadata = isPage ? [new ComponentTypeMetadata(typeof(NotFoundPage))] : [];
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(metadata), "test"));
        return context;
    }

    private Task MakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _making);
        return _done.Task;
    }
}
