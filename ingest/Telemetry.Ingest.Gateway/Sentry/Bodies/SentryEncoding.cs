using Microsoft.Extensions.Primitives;

namespace Telemetry.Ingest.Gateway.Sentry.Bodies;

/// <summary>How a body is compressed. Python sends brotli where that module is installed, else gzip.</summary>
internal enum SentryEncoding
{
    /// <summary>It is not.</summary>
    Identity,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>zlib, or bare deflate: clients differ.</summary>
    Deflate,

    /// <summary>Brotli.</summary>
    Brotli,

    /// <summary>Zstandard.</summary>
    Zstandard,

    /// <summary>In a way we do not read.</summary>
    Unknown,
}

/// <summary>Reads <c>Content-Encoding</c>.</summary>
internal static class SentryEncodings
{
    /// <summary>What the header says; several on top of each other are none that we read.</summary>
    public static SentryEncoding Parse(StringValues header) => header.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => SentryEncoding.Identity,
        "gzip" => SentryEncoding.Gzip,
        "deflate" => SentryEncoding.Deflate,
        "br" => SentryEncoding.Brotli,
        "zstd" => SentryEncoding.Zstandard,
        _ => SentryEncoding.Unknown,
    };
}
