using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Facets;

/// <summary>
/// Completes names of fields and their values while somebody types, from the roll-up <c>facets</c>. It is made from a sample: the counts are estimates, and
/// a rare value may be missing.
/// </summary>
public sealed class FieldReader
{
    private const string Field = "field";
    private const string Attribute = "attribute";
    private const string Resource = "resource";
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long SecondsPerHour = 3600;

    private static readonly string FindNames = SqlFile.Read("Facets.find_names");
    private static readonly string FindValues = SqlFile.Read("Facets.find_values");

    private readonly QueryRunner _runner;

    internal FieldReader(QueryRunner runner) => _runner = runner;

    /// <summary>Names that start so, case apart: the fields, then attributes by how often they occur.</summary>
    public async Task<IReadOnlyList<StoredFieldName>> FindNamesAsync(
        FacetSignal signal, ProjectId project, TimeWindow window, string prefix, int limit, CancellationToken cancellationToken)
    {
        FacetSource source = FacetSource.Of(signal);
        SqlParameters parameters = Parameters(source, project, window, prefix, limit);
        List<StoredFieldName> keys = await _runner.ReadAsync(new SqlStatement(FindNames, parameters.Items), reader => Name(reader.GetString(0), reader.GetString(1)), cancellationToken);
        IEnumerable<string> fields = source.Names.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return [.. fields.Select(name => new StoredFieldName(name, Field)).Concat(keys).Take(limit)];
    }

    /// <summary>Values of a field that start so, case apart, the most frequent first; empty for a field with too many values to be kept.</summary>
    public async Task<IReadOnlyList<StoredGroup>> FindValuesAsync(
        FacetSignal signal, ProjectId project, TimeWindow window, string name, string prefix, int limit, CancellationToken cancellationToken)
    {
        FacetSource source = FacetSource.Of(signal);
        string field = source.Schema.Canonical(name);
        if (source.Literal.TryGetValue(field, out IReadOnlyList<string>? known))
        {
            return [.. known.Where(value => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(value => new StoredGroup(value, 0)).Take(limit)];
        }

        if (source.Others.Contains(field))
        {
            return [];
        }

        (string[] sources, string key) = Place(source, field);
        SqlParameters parameters = Parameters(source, project, window, prefix, limit);
        parameters.AddNamed("sources", "Array(String)", sources);
        parameters.AddNamed("key", "String", key);
        return await _runner.ReadAsync(new SqlStatement(FindValues, parameters.Items), reader => new StoredGroup(reader.GetString(0), (long)reader.GetUInt64(1)), cancellationToken);
    }

    private static (string[] Sources, string Key) Place(FacetSource source, string name) =>
        source.Rolled.Contains(name) ? ([Field], name)
        : name.StartsWith(SearchSchema.AttributePrefix, StringComparison.Ordinal) ? ([Attribute], name[SearchSchema.AttributePrefix.Length..])
        : name.StartsWith(SearchSchema.ResourcePrefix, StringComparison.Ordinal) ? ([Resource], name[SearchSchema.ResourcePrefix.Length..])
        : ([Attribute, Resource], name);

    private static StoredFieldName Name(string source, string key) =>
        new((source == Resource ? SearchSchema.ResourcePrefix : SearchSchema.AttributePrefix) + key, source);

    private static SqlParameters Parameters(FacetSource source, ProjectId project, TimeWindow window, string prefix, int limit)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("signal", "String", source.Signal);
        // The roll-up counts by hour: the first one is counted whole.
        parameters.AddNamed("from", "UInt32", Seconds(window.From) / SecondsPerHour * SecondsPerHour);
        parameters.AddNamed("to", "UInt32", Seconds(window.To));
        parameters.AddNamed("prefix", "String", prefix);
        parameters.AddNamed("limit", "UInt32", limit);
        return parameters;
    }

    private static long Seconds(UnixNanoseconds time) => Math.Clamp(time.Value / NanosecondsPerSecond, 0, uint.MaxValue);
}
