using Telemetry.Query.Contracts;
using Telemetry.Web.Display;

namespace Telemetry.Web.Logs;

/// <summary>Which facets are shown, and how.</summary>
internal static class LogFacets
{
    // The histogram above has the levels, with counts of all records.
    private static readonly string[] ShownElsewhere = ["level"];

    /// <summary>Fields with something to choose from, the usual ones first.</summary>
    public static IEnumerable<FieldFacet> Shown(FacetList facets) =>
        facets.Fields.Where(field => field.Values.Count > 0 && !ShownElsewhere.Contains(field.Name));

    /// <summary>For people: without the scope, which the title keeps.</summary>
    public static string Label(FieldFacet field) => field.Name.StartsWith("attributes.", StringComparison.Ordinal) ? field.Name["attributes.".Length..] : field.Name;

    /// <summary>As a query calls it.</summary>
    public static string Field(FieldFacet field) => field.Name.StartsWith("attributes.", StringComparison.Ordinal)
        ? Addresses.FilterTerm.Field("attributes", field.Name["attributes.".Length..])
        : field.Name;

    /// <summary>What was counted, honestly.</summary>
    public static string Basis(FacetList facets) =>
        facets.IsComplete ? $"Counts of {CountText.Format(facets.Items, "record", "records")}." : $"Counts of the newest {CountText.Format(facets.Items)} records.";
}
