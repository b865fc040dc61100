using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;

namespace Telemetry.Server.Routes;

/// <summary>Every address of the server and who may use it. What no line names is closed to everybody.</summary>
internal static class RouteManifest
{
    /// <summary>In place of a policy, where an endpoint names none: a mistake, and the endpoint is closed.</summary>
    public const string None = "NONE";

    private const string Anybody = "anybody";

    public static string Render(IEnumerable<EndpointDataSource> sources)
    {
        RouteEndpoint[] routes = [.. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
        IEnumerable<string> lines = routes.Where(route => !IsAsset(route)).SelectMany(Lines);
        IEnumerable<string> assets = routes.Where(IsAsset).Select(route => Line("GET", "(styles, scripts, icons)", PolicyOf(route)));
        return string.Join('\n', lines.Concat(assets).Distinct().Order(StringComparer.Ordinal)) + "\n";
    }

    private static IEnumerable<string> Lines(RouteEndpoint route)
    {
        IReadOnlyList<string> methods = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return (methods.Count == 0 ? ["*"] : methods).Select(method => Line(method, Text(route.RoutePattern), PolicyOf(route)));
    }

    private static string Line(string method, string path, string policy) => string.Create(CultureInfo.InvariantCulture, $"{path,-64} {method,-7} {policy}");

    private static string Text(RoutePattern pattern) => "/" + (pattern.RawText ?? "").TrimStart('/');

    // Their names hold the hash of their content.
    private static bool IsAsset(RouteEndpoint route) => route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static string PolicyOf(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Anybody;
        }

        string[] policies = [.. route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? None).Distinct()];
        return policies.Length == 0 ? None : string.Join(" and ", policies);
    }
}
