using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Addresses;

/// <summary>
/// The address of a list of logs or traces: the whole state of the page, so that it can be shared, bookmarked and walked with Back.
/// Links on the page are this record <c>with</c> a change.
/// </summary>
/// <param name="Path"><c>/logs</c> or <c>/traces</c>.</param>
public sealed record SearchAddress(string Path)
{
    /// <summary>Logs.</summary>
    public static SearchAddress Logs { get; } = new("/logs");

    /// <summary>Traces.</summary>
    public static SearchAddress Traces { get; } = new("/traces");

    /// <summary>Project id; null for the first one.</summary>
    public string? Project { get; init; }

    /// <summary>As typed.</summary>
    public string Query { get; init; } = "";

    /// <summary>When.</summary>
    public TimeWindow Window { get; init; } = new();

    /// <summary>Where the page starts; null for the newest.</summary>
    public string? Cursor { get; init; }

    /// <summary>Key of the opened record, see <c>LogRecordKey</c>; null when none is.</summary>
    public string? Open { get; init; }

    /// <summary>Environment and release, which stay while one moves between pages.</summary>
    public SearchScope Scope { get; init; } = SearchScope.All;

    /// <summary>How log records are shown.</summary>
    public LogView View { get; init; } = new();

    /// <summary>What a table is sorted by; null for its own order.</summary>
    public string? Sort { get; init; }

    /// <summary>Reads the address of a request.</summary>
    public static SearchAddress Parse(HttpRequest request, DateTimeOffset now)
    {
        return new SearchAddress(request.Path.Value ?? "/")
        {
            Project = NullIfEmpty(request.Query["project"].LastOrDefault()),
            Query = request.Query["query"].LastOrDefault() ?? "",
            Window = TimeWindow.Parse(request.Query, now),
            Cursor = NullIfEmpty(request.Query["cursor"].LastOrDefault()),
            Open = NullIfEmpty(request.Query["open"].LastOrDefault()),
            Scope = SearchScope.Parse(request.Query),
            View = LogView.Parse(request.Query),
            Sort = NullIfEmpty(request.Query["sort"].LastOrDefault()),
        };
    }

    /// <summary>The first page of the same search.</summary>
    public SearchAddress FirstPage() => this with { Cursor = null, Open = null };

    /// <summary>The first page of the same search, up to this moment again.</summary>
    public SearchAddress Now() => FirstPage() with { Window = Window with { At = null } };

    /// <summary>The same search in another window.</summary>
    public SearchAddress In(TimeWindow window) => FirstPage() with { Window = window, View = View with { IsLive = false } };

    /// <summary>The same window, and another query.</summary>
    public SearchAddress For(string query) => FirstPage() with { Query = query };

    /// <summary>Path and query.</summary>
    public override string ToString()
    {
        QueryBuilder builder = [];
        Add(builder, "project", Project);
        Add(builder, "query", Query);
        Window.WriteTo(builder);
        Scope.WriteTo(builder);
        View.WriteTo(builder);
        Add(builder, "cursor", Cursor);
        Add(builder, "open", Open);
        Add(builder, "sort", Sort);
        return Path + builder;
    }

    private static void Add(QueryBuilder builder, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            builder.Add(name, value);
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
