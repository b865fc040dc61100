using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Telemetry.Ingest.Gateway.Auth;

/// <summary>Where a client puts its key. gRPC metadata are headers too.</summary>
internal static class IngestKeyHeader
{
    private const string KeyHeader = "x-telemetry-key";
    private const string BearerPrefix = "Bearer ";

    /// <summary>The key's text; null when there is none, or more than one.</summary>
    public static string? Read(IHeaderDictionary headers)
    {
        StringValues key = headers[KeyHeader];
        if (key.Count > 0)
        {
            return key.Count == 1 ? key[0] : null;
        }

        StringValues authorization = headers.Authorization;
        return authorization.Count == 1 && authorization[0] is { } text && text.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? text[BearerPrefix.Length..].Trim()
            : null;
    }
}
