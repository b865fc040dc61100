using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>Sentry's breadcrumbs.</summary>
internal static class SentryBreadcrumbs
{
    /// <summary>Reads the last ones.</summary>
    /// <param name="report">The event.</param>
    /// <param name="drift">How far the client's clock is behind ours.</param>
    /// <param name="budget">What is left.</param>
    public static IReadOnlyList<CrashBreadcrumb> Read(JsonPart report, ClockDrift drift, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> items = SentryLists.Of(report, "breadcrumbs");
        if (items.Count > CrashLimits.Breadcrumbs)
        {
            budget.Problems.Add("breadcrumbs", $"{items.Count} breadcrumbs, the last {CrashLimits.Breadcrumbs} kept");
        }

        return [.. items.TakeLast(CrashLimits.Breadcrumbs).Where(item => item.IsObject).Select(item => ReadOne(item, drift, budget))];
    }

    private static CrashBreadcrumb ReadOne(JsonPart item, ClockDrift drift, CrashBudget budget) =>
        new()
        {
            Time = drift.Correct(item.Time("timestamp")),
            Type = item.Word("type"),
            Category = item.Word("category"),
            Level = item.Word("level"),
            Message = item.Text("message", CrashLimits.Value),
            Values = JsonPairs.Read(item.Any("data"), CrashLimits.BreadcrumbValues, budget.Values),
        };
}
