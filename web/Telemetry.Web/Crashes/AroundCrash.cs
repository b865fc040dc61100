using Telemetry.Web.Addresses;

namespace Telemetry.Web.Crashes;

/// <summary>Log records around a crash: of its trace, else of its session or install, else of its service, within some minutes.</summary>
/// <param name="Query">In the language of logs; null when the crash names nothing by which its logs could be told from others.</param>
/// <param name="Of">Whose they are, in words.</param>
/// <param name="Range">When.</param>
public sealed record AroundCrash(string? Query, string Of, UtcRange Range)
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(1);

    /// <summary>What to look for.</summary>
    /// <param name="crash">The crash.</param>
    /// <param name="time">When it happened.</param>
    public static AroundCrash Find(CrashDocument crash, DateTimeOffset time)
    {
        var range = new UtcRange(time - Before, time + After);
        return crash switch
        {
            { TraceId: { Length: > 0 } trace } => new(FilterTerm.Include("", "trace_id", trace), "of the same trace", range),
            { SessionId: { Length: > 0 } session } => new(FilterTerm.Include("", FilterTerm.Field("resource", "session.id"), session), "of the same session", range),
            { InstallId: { Length: > 0 } install } => new(FilterTerm.Include("", FilterTerm.Field("resource", "app.installation.id"), install), "of the same install", range),
            { Service: { Length: > 0 } service } => new(FilterTerm.Include("", "service", service), "of the same service", range),
            _ => new(null, "", range),
        };
    }

    /// <summary>The page with all of them.</summary>
    public SearchAddress Address(string? project) => SearchAddress.Logs with { Project = project, Query = Query ?? "", Window = TimeWindow.Between(Range.From, Range.To) };
}
