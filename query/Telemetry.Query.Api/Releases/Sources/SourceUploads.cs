using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Control.Releases.Sources;
using Telemetry.Query.Api.Problems;

namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>Uploads of sources, one at a time: each may need some 100 MB of memory.</summary>
internal sealed class SourceUploads : IDisposable
{
    private readonly SemaphoreSlim _place = new(1);

    /// <summary>Takes the place until disposed; null when it is taken.</summary>
    public IDisposable? Enter() => _place.Wait(0) ? new Place(_place) : null;

    /// <summary>Reads a request's archive: its files, or what is wrong with it.</summary>
    public static async Task<(IReadOnlyList<SourceFile>? Files, ProblemHttpResult? Problem)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = SourceLimits.ArchiveBytes;
        }

        if (context.Request.ContentType?.Split(';')[0].Trim() != "application/zip")
        {
            return (null, ApiProblem.Parameter("body", "Send a zip archive with 'Content-Type: application/zip'."));
        }

        try
        {
            using var archive = new MemoryStream();
            await context.Request.Body.CopyToAsync(archive, cancellationToken);
            archive.Position = 0;
            (IReadOnlyList<SourceFile>? files, string? problem) = SourceArchive.Read(archive);
            return files is null ? (null, ApiProblem.Parameter("body", problem ?? "")) : (files, null);
        }
        catch (BadHttpRequestException)
        {
            return (null, ApiProblem.Parameter("body", $"The archive may have at most {SourceLimits.ArchiveBytes} bytes. Upload the application's own sources only."));
        }
    }

    public void Dispose() => _place.Dispose();

    private sealed class Place(SemaphoreSlim taken) : IDisposable
    {
        public void Dispose() => taken.Release();
    }
}
