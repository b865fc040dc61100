using Telemetry.Control.Issues;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Times;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Crashes.Libraries;

namespace Telemetry.Query.Api.Issues.Rules;

/// <summary>Tries rules on a project's newest crashes. What it may take is bounded by count, bytes and time, and so is how many run at once.</summary>
internal sealed class RulePreview(RecentCrashReader crashes, CrashLibraries libraries, IssueKeyReader keys, TimeProvider time)
{
    public const int DefaultCrashes = 500;
    public const int MaxCrashes = 1000;

    private const int MaxAtOnce = 2;
    private const int CrashesPerRead = 20;
    private const long MaxCharacters = 64L * 1024 * 1024;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Range = TimeSpan.FromDays(30);

    private int _running;

    /// <summary>What the other rules would do; null when too many previews are running.</summary>
    /// <param name="project">Whose crashes.</param>
    /// <param name="now">The present rules.</param>
    /// <param name="then">The other ones.</param>
    /// <param name="limit">How many crashes at most.</param>
    /// <param name="cancellationToken">Ends it, in the store as well.</param>
    public async Task<GroupingPreview?> RunAsync(ProjectId project, GroupingRules now, GroupingRules then, int limit, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _running) > MaxAtOnce)
        {
            Interlocked.Decrement(ref _running);
            return null;
        }

        try
        {
            var trial = new RuleTrial(project, now, then);
            string? stoppedBy = await TryAsync(trial, limit, cancellationToken);
            return await RuleMoves.ToPreviewAsync(trial, stoppedBy, keys, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Why it did not look at more crashes; null when there are no more.</summary>
    private async Task<string?> TryAsync(RuleTrial trial, int limit, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            return await TryAllAsync(trial, limit, either.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return "time";
        }
    }

    private async Task<string?> TryAllAsync(RuleTrial trial, int limit, CancellationToken cancellationToken)
    {
        UnixNanoseconds to = UnixNanoseconds.From(time.GetUtcNow().AddDays(1));
        IReadOnlyList<StoredPlace> places = await crashes.ListAsync(trial.Project, new TimeWindow(UnixNanoseconds.From(time.GetUtcNow() - Range), to), limit + 1, cancellationToken);
        foreach (StoredPlace[] some in places.Take(limit).Distinct().Chunk(CrashesPerRead))
        {
            if (trial.Characters > MaxCharacters)
            {
                return "bytes";
            }

            await TrySomeAsync(trial, await crashes.ReadAsync(trial.Project, some, Math.Min(2 * CrashesPerRead, limit - trial.Count), cancellationToken), cancellationToken);
            if (trial.Count >= limit)
            {
                break;
            }
        }

        return places.Count > limit ? "count" : null;
    }

    private async Task TrySomeAsync(RuleTrial trial, IReadOnlyList<StoredCrash> stored, CancellationToken cancellationToken)
    {
        List<(StoredCrash Stored, CrashReport Report)> read = [];
        foreach (StoredCrash crash in stored)
        {
            if (GroupingExplanation.ReportOf(crash) is { } report)
            {
                read.Add((crash, report));
            }
        }

        KnownLibraries known = await libraries.LoadAsync([.. read.Select(crash => (trial.Project, crash.Report))], cancellationToken);
        foreach ((StoredCrash crash, CrashReport report) in read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trial.Try(crash, report, known.ModulesOf(trial.Project, report));
        }
    }
}
