using System.Net.Mime;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Telemetry.Ingest.Gateway.Otlp.Http;

/// <summary>The encodings of OTLP over HTTP. An answer is in that of its request.</summary>
internal enum OtlpEncoding
{
    /// <summary><c>application/x-protobuf</c>.</summary>
    Protobuf,

    /// <summary><c>application/json</c>.</summary>
    Json,
}

/// <summary>Content types of the encodings.</summary>
internal static class OtlpContentTypes
{
    private const string Protobuf = "application/x-protobuf";

    /// <summary>The content type of an answer.</summary>
    public static string Of(OtlpEncoding encoding) => encoding == OtlpEncoding.Json ? MediaTypeNames.Application.Json : Protobuf;

    /// <summary>The encoding of a request; null when it is neither. A charset may be named, as long as it is UTF-8.</summary>
    public static OtlpEncoding? Parse(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) || (type.Charset.HasValue && type.Encoding is not UTF8Encoding))
        {
            return null;
        }

        return type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Protobuf
            : type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Json
            : null;
    }
}
