using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Charts;

namespace Telemetry.Web.Issues;

/// <summary>How often an issue happens, over time.</summary>
internal static class IssueChart
{
    public static ChartValues Of(IssueDetails details)
    {
        DateTimeOffset from = UtcTime.TryParse(details.Range.From) ?? DateTimeOffset.UnixEpoch;
        TimeSpan step = TimeSpan.FromSeconds(Math.Max(details.StepSeconds, 1));
        return new ChartValues
        {
            Times = [.. details.Trend.Select((_, index) => from + (index * step))],
            Step = step,
            Series = [new ChartSeries("events", "severity-error", [.. details.Trend.Select(count => (double?)count)])],
        };
    }
}
