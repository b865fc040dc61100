using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Addresses;

/// <summary>The time part of an address: either relative to now, or from … to.</summary>
public sealed record TimeWindow
{
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>Relative; null when <see cref="Absolute"/> is set.</summary>
    public RelativeRange? Relative { get; init; } = RelativeRange.Default;

    /// <summary>What "now" means for <see cref="Relative"/>. Null: the time of the request. Links to older pages and to opened
    /// records carry it: on a busy project the record one clicks would otherwise have left the page before the click arrives.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Absolute; null when <see cref="Relative"/> is set.</summary>
    public UtcRange? Absolute { get; init; }

    /// <summary>What an address means that says nothing of time; issues live longer than what one looks for in logs.</summary>
    public RelativeRange Default { get; init; } = RelativeRange.Default;

    /// <summary>Reads <c>from</c> and <c>to</c>, or <c>range</c> and <c>at</c>. What cannot be understood is left out: an address never fails on its times.</summary>
    public static TimeWindow Parse(IQueryCollection query, DateTimeOffset now, RelativeRange? whenAbsent = null)
    {
        var standard = whenAbsent ?? RelativeRange.Default;
        var from = UtcTime.TryParse(query["from"].LastOrDefault());
        var to = UtcTime.TryParse(query["to"].LastOrDefault());
        if (from is null && to is null)
        {
            return new TimeWindow
            {
                Default = standard,
                Relative = RelativeRange.Find(query["range"].LastOrDefault()) ?? standard,
                At = UtcTime.TryParse(query["at"].LastOrDefault()),
            };
        }

        return Between(from ?? Back(to ?? now, standard.Length), to ?? now) with { Default = standard };
    }

    /// <summary>An absolute window; ends in the wrong order are swapped.</summary>
    public static TimeWindow Between(DateTimeOffset from, DateTimeOffset to) =>
        new() { Relative = null, Absolute = from <= to ? new UtcRange(from, to) : new UtcRange(to, from) };

    /// <summary>A window that ends at the time of the request.</summary>
    public static TimeWindow Last(RelativeRange range) => new() { Relative = range };

    /// <summary>The times meant.</summary>
    public UtcRange Resolve(DateTimeOffset now)
    {
        var end = At ?? now;
        return Absolute ?? new UtcRange(Back(end, (Relative ?? Default).Length), end);
    }

    /// <summary>The same window, but no longer moving.</summary>
    public TimeWindow Anchored(DateTimeOffset now) => Relative is null ? this : this with { At = At ?? now };

    /// <summary>Three times as long around the same middle, never beyond now.</summary>
    public TimeWindow ZoomedOut(DateTimeOffset now)
    {
        var range = Resolve(now);
        var from = Back(range.From, range.Length);
        return Between(from, range.To + range.Length > now ? Max(now, range.To) : range.To + range.Length);
    }

    internal void WriteTo(QueryBuilder builder)
    {
        if (Absolute is { } absolute)
        {
            builder.Add("from", UtcTime.Format(absolute.From));
            builder.Add("to", UtcTime.Format(absolute.To));
            return;
        }

        if (Relative is { } relative && relative != Default)
        {
            builder.Add("range", relative.Code);
        }

        if (At is { } at)
        {
            builder.Add("at", UtcTime.Format(at));
        }
    }

    private static DateTimeOffset Back(DateTimeOffset from, TimeSpan length) => from - Earliest > length ? from - length : Earliest;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
