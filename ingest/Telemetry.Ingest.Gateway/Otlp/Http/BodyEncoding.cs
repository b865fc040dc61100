using Microsoft.Extensions.Primitives;

namespace Telemetry.Ingest.Gateway.Otlp.Http;

/// <summary>How the body is compressed.</summary>
internal enum BodyEncoding
{
    /// <summary>It is not.</summary>
    Identity,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>In a way we do not read.</summary>
    Unknown,
}

/// <summary>Reads <c>Content-Encoding</c>.</summary>
internal static class BodyEncodings
{
    /// <summary>What the header says. Several encodings on top of each other are none that we read: OTLP has no use for them, bombs have.</summary>
    public static BodyEncoding Parse(StringValues header) => header.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => BodyEncoding.Identity,
        "gzip" => BodyEncoding.Gzip,
        _ => BodyEncoding.Unknown,
    };
}
