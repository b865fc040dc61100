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

    /// <summary>Which part of a list is shown, such as <c>archived</c>; null for its own first one.</summary>
    public string? Tab { get; init; }

    /// <summary>Reads the address of a request.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="now">End of relative ranges.</param>
    /// <param name="whenAbsent">The range of an address that says none; null for that of logs.</param>
    public static SearchAddress Parse(HttpRequest request, DateTimeOffset now, RelativeRange? whenAbsent = null)
    {
        return new SearchAddress(request.Path.Value ?? "/")
        {
            Project = NullIfEmpty(request.Query["project"].LastOrDefault()),
            Query = request.Query["query"].LastOrDefault() ?? "",
            Window = TimeWindow.Parse(request.Query, now, whenAbsent),
            Cursor = NullIfEmpty(request.Query["cursor"].LastOrDefault()),
            Open = NullIfEmpty(request.Query["open"].LastOrDefault()),
            Scope = SearchScope.Parse(request.Query),
            View = LogView.Parse(request.Query),
            Sort = NullIfEmpty(request.Query["sort"].LastOrDefault()),
            Tab = NullIfEmpty(request.Query["tab"].LastOrDefault()),
        };
    }

    /// <summary>The first page of the same search.</summary>
    public SearchAddress FirstPage() => this with { Cursor = null, Open = null };

    /// <summary>The first page of the same search, up to this moment again.</summary>
    public SearchAddress Now() => FirstPage() with { Window = Window with { At = null } };

    /// <summary>The same search in another window.</summary>
    public SearchAddress In(TimeWindow window) => FirstPage() with { Window = window with { Default = Window.Default }, View = View with { IsLive = false } };

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
        Add(builder, "tab", Tab);
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
