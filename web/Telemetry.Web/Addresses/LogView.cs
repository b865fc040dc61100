using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Addresses;

/// <summary>How log records are shown: the part of an address that changes nothing about which records they are.</summary>
public sealed record LogView
{
    /// <summary>Columns that one may add, at most.</summary>
    public const int MaxColumns = 8;

    /// <summary>Stands in a form for no column at all, which an unticked box cannot say.</summary>
    public const string NoColumn = "-";

    private const int MaxColumnLength = 100;
    private const string LiveValue = "1";

    /// <summary><c>wrap</c>, <c>json</c>, or null: one line each.</summary>
    public string? Show { get; init; }

    /// <summary>Fields as queries call them, in order; null: as the reader chose last, or the service alone.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Whether templates are shown in place of records.</summary>
    public bool IsPatterns { get; init; }

    /// <summary>Whether records are shown as they come in.</summary>
    public bool IsLive { get; init; }

    /// <summary>Reads the address of a request.</summary>
    public static LogView Parse(IQueryCollection query) => new()
    {
        Show = CheckedShow(query["show"].LastOrDefault()),
        Columns = query.ContainsKey("columns") ? ReadColumns([.. query["columns"], query["column"].LastOrDefault()]) : null,
        IsPatterns = query["view"].LastOrDefault() == "patterns",
        IsLive = query["live"].LastOrDefault() == LiveValue,
    };

    /// <summary>One of the ways to show records; null for what is none of them.</summary>
    public static string? CheckedShow(string? text) => text is "wrap" or "json" or "line" ? text : null;

    /// <summary>Names separated by commas, or one each, with quotes around a key that has a comma itself; what is too long or too many is left out.</summary>
    public static IReadOnlyList<string> ReadColumns(IEnumerable<string?> texts) =>
    [
        .. texts.SelectMany(text => ColumnList.Split(text ?? ""))
            .Where(name => name.Length <= MaxColumnLength && name != NoColumn).Distinct(StringComparer.Ordinal).Take(MaxColumns),
    ];

    internal void WriteTo(QueryBuilder builder)
    {
        if (IsPatterns)
        {
            builder.Add("view", "patterns");
        }

        if (IsLive)
        {
            builder.Add("live", LiveValue);
        }

        if (Show is not null)
        {
            builder.Add("show", Show);
        }

        if (Columns is not null)
        {
            builder.Add("columns", string.Join(',', Columns));
        }
    }
}
