using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Breadcrumbs of the native document.</summary>
internal static class BreadcrumbDocument
{
    /// <summary>Reads the last ones.</summary>
    public static IReadOnlyList<CrashBreadcrumb> ReadAll(JsonPart report, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> items = report.Items("breadcrumbs");
        if (items.Count > CrashLimits.Breadcrumbs)
        {
            budget.Problems.Add("breadcrumbs", $"{items.Count} breadcrumbs, the last {CrashLimits.Breadcrumbs} kept");
        }

        return [.. items.TakeLast(CrashLimits.Breadcrumbs).Where(item => item.IsObject).Select(item => Read(item, budget))];
    }

    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, CrashBreadcrumb breadcrumb)
    {
        json.Time("time", breadcrumb.Time);
        json.Text("type", breadcrumb.Type);
        json.Text("category", breadcrumb.Category);
        json.Text("level", breadcrumb.Level);
        json.Text("message", breadcrumb.Message);
        json.Pairs("values", breadcrumb.Values);
    }

    private static CrashBreadcrumb Read(JsonPart item, CrashBudget budget) =>
        new()
        {
            Time = item.Time("time"),
            Type = item.Word("type"),
            Category = item.Word("category"),
            Level = item.Word("level"),
            Message = item.Text("message", CrashLimits.Value),
            Values = JsonPairs.Read(item.Any("values"), CrashLimits.BreadcrumbValues, budget.Values),
        };
}
