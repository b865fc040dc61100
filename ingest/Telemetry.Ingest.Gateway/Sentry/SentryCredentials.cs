using Microsoft.AspNetCore.Http;

namespace Telemetry.Ingest.Gateway.Sentry;

/// <summary>
/// Where a client of Sentry puts its key: the header <c>X-Sentry-Auth</c>, <c>sentry_key</c> in the address, and the DSN in an envelope's header. One is enough; several must agree.
/// </summary>
/// <param name="Key">The key; null when none was found yet.</param>
/// <param name="Contradicts">Two places name different keys, or a DSN names another project than the address.</param>
internal readonly record struct SentryCredentials(string? Key, bool Contradicts)
{
    private const string Header = "X-Sentry-Auth";
    private const string Scheme = "Sentry ";
    private const string Name = "sentry_key";

    /// <summary>Reads the header and the address.</summary>
    public static SentryCredentials Read(HttpRequest request)
    {
        SentryCredentials none = default;
        IEnumerable<string?> keys = request.Headers[Header].Select(OfHeader).Concat(request.Query[Name]);
        return keys.Aggregate(none, static (found, key) => found.And(key));
    }

    /// <summary>Adds the key of a DSN such as <c>https://key@host/1</c>; it must be of the same project.</summary>
    public SentryCredentials AndDsn(string? dsn, string project)
    {
        if (dsn is null)
        {
            return this;
        }

        if (!Uri.TryCreate(dsn, UriKind.Absolute, out Uri? address))
        {
            return this with { Contradicts = true };
        }

        SentryCredentials both = And(Uri.UnescapeDataString(address.UserInfo.Split(':')[0]));
        return both with { Contradicts = both.Contradicts || address.AbsolutePath.TrimEnd('/').Split('/')[^1] != project };
    }

    private SentryCredentials And(string? key) =>
        string.IsNullOrEmpty(key) ? this
        : Key is null ? this with { Key = key }
        : this with { Contradicts = Contradicts || Key != key };

    private static string? OfHeader(string? header)
    {
        ReadOnlySpan<char> rest = header;
        rest = rest.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? rest[Scheme.Length..] : rest;
        foreach (Range part in rest.Split(','))
        {
            ReadOnlySpan<char> pair = rest[part].Trim();
            int equals = pair.IndexOf('=');
            if (equals > 0 && pair[..equals].TrimEnd().Equals(Name, StringComparison.OrdinalIgnoreCase))
            {
                return pair[(equals + 1)..].Trim().ToString();
            }
        }

        return null;
    }
}
