using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Telemetry.Web.Compression;

/// <summary>
/// Compresses pages. Blazor marks every page that might stream as <c>identity</c>, for proxies that hold compressed answers back;
/// here each part is flushed through the compressor, and a page of a hundred rows is 12 to 35 KB instead of 200. Brotli at its fastest is a fifth larger, and no faster to a reader.
/// </summary>
internal sealed class PageCompressionProvider(IServiceProvider services) : ResponseCompressionProvider(services, Options)
{
    // EnableForHttps: pages hold no secret that a guess could be mixed with; the antiforgery token is masked anew in each answer.
    private static readonly IOptions<ResponseCompressionOptions> Options = Microsoft.Extensions.Options.Options.Create(new ResponseCompressionOptions
    {
        EnableForHttps = true,
        MimeTypes = ["text/html"],
        Providers =
        {
            new BrotliCompressionProvider(Microsoft.Extensions.Options.Options.Create(new BrotliCompressionProviderOptions { Level = CompressionLevel.Optimal })),
            new GzipCompressionProvider(Microsoft.Extensions.Options.Options.Create(new GzipCompressionProviderOptions { Level = CompressionLevel.Fastest })),
        },
    });

    public override bool ShouldCompressResponse(HttpContext context)
    {
        if (context.Response.Headers.ContentEncoding == "identity")
        {
            context.Response.Headers.Remove("Content-Encoding");
        }

        return base.ShouldCompressResponse(context);
    }
}
