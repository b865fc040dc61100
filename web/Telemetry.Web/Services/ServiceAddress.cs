using Telemetry.Web.Addresses;

namespace Telemetry.Web.Services;

/// <summary>Addresses of the pages about services, all with project, range and filter of the page one comes from.</summary>
internal static class ServiceAddress
{
    /// <summary>The list.</summary>
    public const string List = "/services";

    /// <summary>Who calls whom.</summary>
    public const string Map = "/services/map";

    /// <summary>Below it: the page of one service.</summary>
    public const string One = "/services/name/";

    /// <summary>The path of one service's page. A path must not have a zero character, however escaped, so that one is escaped twice; and with it what could be taken for it.</summary>
    public static string Path(string service) =>
        One + Uri.EscapeDataString(service.Replace("%", "%25", StringComparison.Ordinal).Replace("\0", "%00", StringComparison.Ordinal));

    /// <summary>The name in a path. Of all escapes, the server leaves that of the slash alone: https://github.com/dotnet/aspnetcore/issues/11544</summary>
    public static string Name(string? routeValue) => (routeValue ?? "")
        .Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("%00", "\0", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    /// <summary>The page of one service.</summary>
    public static SearchAddress Of(SearchAddress page, string service) => page.FirstPage() with { Path = Path(service), Sort = null };

    /// <summary>Traces with a request of the service; <paramref name="terms"/> narrow them, each a field and its value.</summary>
    public static SearchAddress Traces(SearchAddress page, string service, params IEnumerable<(string Field, string Value)> terms) =>
        page.FirstPage() with { Path = SearchAddress.Traces.Path, Sort = null, Query = terms.Aggregate(Query(page.Query, service), (query, term) => FilterTerm.Include(query, term.Field, term.Value)) };

    /// <summary>Log records of the service. Without the page's filter: fields of spans are not those of logs.</summary>
    public static SearchAddress Logs(SearchAddress page, string service) =>
        page.FirstPage() with { Path = SearchAddress.Logs.Path, Sort = null, Query = Query("", service) };

    /// <summary>The filter, and of this service.</summary>
    public static string Query(string filter, string service) => FilterTerm.Include(filter, "service", service);
}
