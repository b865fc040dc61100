using Telemetry.Model.Releases;
using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>
/// The release. ClickHouse has no order of versions, so a comparison becomes the list of those releases of the project that meet it: a project has
/// few, and a list of them uses the column's dictionary. A release whose name is no version meets no comparison.
/// </summary>
internal sealed class ReleaseField() : TextField("Release")
{
    protected override string Matches(SearchValue value, SearchSql sql)
    {
        if (value.Comparison == Comparison.Equal)
        {
            return base.Matches(value, sql);
        }

        if (ReleaseVersion.Parse(value.Pattern.ToString()) is not { } version)
        {
            return sql.Fail($"'{value.Pattern}' is no version, so nothing is before or after it.", value.Span, "a version such as 1.4.0 or 2.0rc1");
        }

        string[] releases = [.. sql.Releases.Where(release => ReleaseVersion.Parse(release) is { } other && Meets(other.CompareTo(version), value.Comparison))];
        return releases.Length == 0 ? SearchSql.Nothing : $"Release IN {sql.Parameters.Add(releases)}";
    }

    private static bool Meets(int order, Comparison comparison) => comparison switch
    {
        Comparison.Greater => order > 0,
        Comparison.GreaterOrEqual => order >= 0,
        Comparison.Less => order < 0,
        _ => order <= 0,
    };
}
