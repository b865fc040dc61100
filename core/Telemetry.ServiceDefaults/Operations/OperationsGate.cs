using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Telemetry.ServiceDefaults.Operations;

/// <summary>
/// Decides who sees metrics and the sentences of readiness (docs/adr/0072): whoever has the token; without one, whoever comes from this
/// machine and not through a proxy on it, which would make the whole world look local.
/// </summary>
internal sealed class OperationsGate(IOptions<OperationsOptions> options)
{
    private const string Scheme = "Bearer ";
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    public bool Allows(HttpContext context) => options.Value.Token is { Length: > 0 } token ? Presents(context, token) : IsLocal(context);

    private static bool Presents(HttpContext context, string token) =>
        context.Request.Headers.Authorization.ToString() is { } header
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), Hash(token));

    private static bool IsLocal(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local }
        && IPAddress.IsLoopback(remote) && IPAddress.IsLoopback(local)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
