using Telemetry.Query.Contracts;

namespace Telemetry.Web.Logs;

/// <summary>A column of the list of records that the reader picked.</summary>
/// <param name="Field">As queries call it: <c>service</c>, <c>attributes.http.route</c>, or a key alone.</param>
public sealed record LogColumn(string Field)
{
    private const string Attributes = "attributes.";
    private const string Resource = "resource.";

    private static readonly string[] Known = ["service", "release", "environment", "scope", "event", "trace_id", "span_id"];

    /// <summary>For the head of the column.</summary>
    public string Label => Field.StartsWith(Attributes, StringComparison.Ordinal) ? Bare(Field[Attributes.Length..])
        : Known.Contains(Field) ? char.ToUpperInvariant(Field[0]) + Field[1..].Replace('_', ' ')
        : Field;

    /// <summary>The record's value; empty when it has none.</summary>
    public string Value(LogItem item) => Field switch
    {
        "service" => item.Service,
        "release" => item.Release,
        "environment" => item.Environment,
        "scope" => item.Scope,
        "event" => item.EventName,
        "trace_id" => item.TraceId,
        "span_id" => item.SpanId,
        _ => Key(item),
    };

    private string Key(LogItem item)
    {
        if (Field.StartsWith(Attributes, StringComparison.Ordinal))
        {
            return item.Attributes.GetValueOrDefault(Bare(Field[Attributes.Length..]), "");
        }

        return Field.StartsWith(Resource, StringComparison.Ordinal)
            ? item.Resource.GetValueOrDefault(Bare(Field[Resource.Length..]), "")
            : item.Attributes.GetValueOrDefault(Field) ?? item.Resource.GetValueOrDefault(Field, "");
    }

    // Queries put keys with odd characters into quotes.
    private static string Bare(string key) => key is ['"', .., '"'] ? key[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : key;
}
