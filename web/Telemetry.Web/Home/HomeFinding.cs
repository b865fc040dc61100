using Telemetry.Query.Contracts;
using Telemetry.Web.Display;

namespace Telemetry.Web.Home;

/// <summary>Something that needs a look.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Service">The service it is about; null: ingest.</param>
/// <param name="IsAboutIssues">Whether it is about issues instead.</param>
internal sealed record HomeFinding(string Text, string? Service, bool IsAboutIssues = false)
{
    // Fewer errors than this in an hour are noise, however few there were before.
    private const long LeastErrors = 5;
    private const double LateSeconds = 60;

    /// <summary>What is wrong, worst first; empty when nothing is.</summary>
    /// <param name="activity">Of the last hour; null when it cannot be had.</param>
    /// <param name="ledger">Of the last hour; null when it cannot be had.</param>
    public static IReadOnlyList<HomeFinding> Of(ProjectActivity? activity, IngestLedger? ledger) =>
        [.. Ingest(ledger), .. (activity?.Services ?? []).Where(IsWorse).OrderByDescending(service => service.Errors - service.ErrorsBefore).Select(Errors)];

    /// <summary>The same with issues that are new, came back or escalate.</summary>
    /// <param name="activity">Of the last hour; null when it cannot be had.</param>
    /// <param name="ledger">Of the last hour; null when it cannot be had.</param>
    /// <param name="issues">How many such issues happened within a week.</param>
    public static IReadOnlyList<HomeFinding> Of(ProjectActivity? activity, IngestLedger? ledger, long issues) => issues == 0
        ? Of(activity, ledger)
        : [new HomeFinding($"{CountText.Format(issues, "issue is", "issues are")} new, came back or {(issues == 1 ? "happens" : "happen")} clearly more often than before.", null, IsAboutIssues: true), .. Of(activity, ledger)];

    /// <summary>Whether a service has clearly more errors than in the hour before.</summary>
    public static bool IsWorse(ServiceActivity service) => service.Errors >= LeastErrors && service.Errors >= 2 * service.ErrorsBefore;

    private static HomeFinding Errors(ServiceActivity service)
    {
        string name = service.Service.Length > 0 ? VisibleText.Line(service.Service, 60) : "A service without a name";
        string before = service.ErrorsBefore == 0 ? "none" : CountText.Format(service.ErrorsBefore);
        return new HomeFinding($"{name} logged {CountText.Format(service.Errors, "error", "errors")} in the last hour; {before} in the hour before.", service.Service);
    }

    private static IEnumerable<HomeFinding> Ingest(IngestLedger? ledger)
    {
        long dropped = ledger?.Signals.Sum(signal => signal.Dropped.Values.Sum()) ?? 0;
        if (dropped > 0)
        {
            yield return new HomeFinding($"{CountText.Format(dropped, "item was", "items were")} dropped in the last hour.", null);
        }

        if (ledger?.Queued is { OldestSeconds: > LateSeconds } queued)
        {
            yield return new HomeFinding($"What comes in is stored late: the oldest in the queue has waited {AgeText.Length(TimeSpan.FromSeconds(queued.OldestSeconds ?? 0))}.", null);
        }

        if (ledger?.Queued is { DeadLetters: > 0 } letters)
        {
            yield return new HomeFinding($"{CountText.Format(letters.DeadLetters, "message", "messages")} could not be stored and {(letters.DeadLetters == 1 ? "waits" : "wait")} for a decision.", null);
        }
    }
}
