using Telemetry.Query.Contracts;
using Telemetry.Web.Display;

namespace Telemetry.Web.Rules;

/// <summary>A preview in sentences.</summary>
internal static class PreviewText
{
    /// <summary>What was looked at.</summary>
    public static string Tried(GroupingPreview preview) => preview.StoppedBy switch
    {
        "count" => $"Tried on the newest {CountText.Format(preview.Crashes, "crash", "crashes")} of the last 30 days.",
        "bytes" => $"Tried on the newest {CountText.Format(preview.Crashes, "crash", "crashes")}: they are so large that it stopped there.",
        "time" => $"Tried on the newest {CountText.Format(preview.Crashes, "crash", "crashes")}: after five seconds it stopped there.",
        _ => $"Tried on all {CountText.Format(preview.Crashes, "crash", "crashes")} of the last 30 days.",
    };

    /// <summary>What would happen, in one sentence.</summary>
    public static string Found(GroupingPreview preview, IReadOnlyList<PreviewGroup> groups)
    {
        if (preview.Moved == 0)
        {
            return "Each of them would be in the issue where it is.";
        }

        string[] parts =
        [
            .. Part(groups.Count(group => group.IsMerge), "group of issues would become one", "groups of issues would become one each"),
            .. Part(groups.Count(group => group.IsSplit), "part would leave its issue", "parts would leave their issues"),
            .. Part(groups.Count(group => !group.IsMerge && !group.IsSplit), "issue would be replaced by a new one", "issues would be replaced by new ones"),
        ];
        return $"{CountText.Format(preview.Moved)} would be in another issue: {string.Join(", ", parts)}.";
    }

    /// <summary>How much of an issue would leave it.</summary>
    public static string Share(GroupingMove move) => move.Crashes == move.Tried
        ? $"all {CountText.Format(move.Tried, "crash", "crashes")} tried"
        : $"{CountText.Format(move.Crashes)} of {CountText.Format(move.Tried, "crash", "crashes")} tried";

    private static IEnumerable<string> Part(int count, string one, string many) => count == 0 ? [] : [CountText.Format(count, one, many)];
}
