using Microsoft.AspNetCore.Http;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Logs;

/// <summary>How the list of records looks: columns, and how a message is written. The address says it; what it leaves out is as the reader chose last.</summary>
/// <param name="Columns">Between level and message.</param>
/// <param name="Show"><c>line</c>, <c>wrap</c> or <c>json</c>.</param>
public sealed record LogTable(IReadOnlyList<LogColumn> Columns, string Show)
{
    private const string ColumnsCookie = "log-columns";
    private const string ShowCookie = "log-show";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>What is shown to somebody who never chose.</summary>
    public static LogTable Default { get; } = new([new LogColumn("service")], "line");

    /// <summary>For the class that sets the widths.</summary>
    public string Class => $"columns-{Columns.Count} show-{Show}";

    /// <summary>Of a request; what its address names is remembered for the next one that names nothing.</summary>
    public static LogTable Resolve(HttpContext context, LogView view)
    {
        if (!context.Response.HasStarted)
        {
            Remember(context, ColumnsCookie, view.Columns is { } columns ? string.Join(',', columns) : null);
            Remember(context, ShowCookie, view.Show);
        }

        var names = view.Columns ?? (context.Request.Cookies[ColumnsCookie] is { } kept ? LogView.ReadColumns([kept]) : null);
        var show = view.Show ?? LogView.CheckedShow(context.Request.Cookies[ShowCookie]);
        return new LogTable(names is null ? Default.Columns : [.. names.Select(name => new LogColumn(name))], show ?? Default.Show);
    }

    private static void Remember(HttpContext context, string cookie, string? value)
    {
        if (value is not null)
        {
            context.Response.Cookies.Append(cookie, value, new CookieOptions { MaxAge = Remembered, SameSite = SameSiteMode.Lax, HttpOnly = true });
        }
    }
}
