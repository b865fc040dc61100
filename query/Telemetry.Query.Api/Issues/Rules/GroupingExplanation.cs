using System.Text;
using Telemetry.Control.Grouping;
using Telemetry.Control.Issues;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Issues;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Crashes.Libraries;

namespace Telemetry.Query.Api.Issues.Rules;

/// <summary>Groups a stored crash once more, by the rules and the libraries that are known today, and tells each part.</summary>
internal sealed class GroupingExplanation(CrashReader crashes, GroupingRulesStore rules, CrashLibraries libraries, IssueKeyReader keys)
{
    /// <summary>Why a crash is where it is; null when there is no such crash.</summary>
    public async Task<CrashGroupingItem?> FindAsync(ProjectId project, string crash, CancellationToken cancellationToken)
    {
        if (!CrashId.TryParse(crash, out CrashId id) || await crashes.FindAsync(project, id, cancellationToken) is not { } stored || ReportOf(stored) is not { } report)
        {
            return null;
        }

        StoredGroupingRules written = await rules.ReadAsync(project, cancellationToken);
        KnownLibraries known = await libraries.LoadAsync([(project, report)], cancellationToken);
        CrashGrouping grouping = CrashGrouper.Group(report, GroupingRules.Parse(written.Fingerprint, written.Stack).With(known.ModulesOf(project, report))).Grouping;
        GroupingKey key = new(grouping.Version, grouping.Hash);
        bool isSame = (await keys.FindStoredAsync(project, [key], cancellationToken))[key] == stored.Key;
        return new CrashGroupingItem(KeyText.Write(stored.Key), [.. grouping.Parts.Select(part => new CrashGroupingPart(part.Kind, part.Text, part.Contributes, part.Why))], isSame);
    }

    /// <summary>The crash of a row; null when its document cannot be read.</summary>
    public static CrashReport? ReportOf(StoredCrash stored) =>
        CrashDocumentReader.Read(Encoding.UTF8.GetBytes(stored.Document), new CrashReceipt(stored.Id, DateTimeOffset.UnixEpoch.AddTicks(stored.ReceivedAt.Value / TimeSpan.NanosecondsPerTick)));
}
