using Telemetry.Model.Logs;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Facets;

/// <summary>The kinds of items that have facets.</summary>
public enum FacetSignal
{
    /// <summary>Log records.</summary>
    Logs,

    /// <summary>Spans.</summary>
    Spans,
}

/// <summary>What a kind of item has to offer: literal tables beside those of <see cref="SearchSchema"/>, of its canonical names.</summary>
/// <param name="Schema">What the names mean in a query.</param>
/// <param name="Table">A constant of ours.</param>
/// <param name="Signal">As the roll-up names it.</param>
/// <param name="AttributeMap">A column; a constant of ours.</param>
/// <param name="Usual">Fields shown when none are asked for.</param>
/// <param name="Rolled">Fields whose values the roll-up keeps, under the same names.</param>
/// <param name="Literal">Fields whose values are known without asking.</param>
/// <param name="Others">Fields that can be searched for and have too many values to be listed.</param>
internal sealed record FacetSource(
    SearchSchema Schema,
    string Table,
    string Signal,
    string AttributeMap,
    IReadOnlyList<string> Usual,
    IReadOnlyList<string> Rolled,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Literal,
    IReadOnlyList<string> Others)
{
    private static readonly IReadOnlyList<string> Levels = [.. Severity.Names, Severity.Unset];

    private static readonly FacetSource Logs = new(
        SearchSchema.Logs,
        "otel_logs",
        "logs",
        "LogAttributes",
        ["service", "release", "environment", "level", "scope", "event"],
        ["service", "release", "environment", "scope", "event"],
        new Dictionary<string, IReadOnlyList<string>> { ["level"] = Levels },
        ["message", "trace_id", "span_id"]);

    private static readonly FacetSource Spans = new(
        SearchSchema.Spans,
        "otel_traces",
        "spans",
        "SpanAttributes",
        ["service", "release", "environment", "name", "kind", "status"],
        ["service", "release", "environment", "scope", "name"],
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["kind"] = ["unspecified", "internal", "server", "client", "producer", "consumer"],
            ["status"] = ["unset", "ok", "error"],
        },
        ["duration", "trace.duration", "status_message", "trace_id", "span_id", "parent_id"]);

    /// <summary>The one of a kind.</summary>
    public static FacetSource Of(FacetSignal signal) => signal == FacetSignal.Logs ? Logs : Spans;

    /// <summary>The names to complete to.</summary>
    public IEnumerable<string> Names => Usual.Union(Rolled).Union(Others);
}
