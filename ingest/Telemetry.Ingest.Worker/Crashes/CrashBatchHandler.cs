using Microsoft.Extensions.Logging;
using Telemetry.Control.Issues;
using Telemetry.Ingest.Worker.Crashes.Feedback;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Issues;
using Telemetry.Storage.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>
/// Stores crashes, in the order of docs/adr/0110: read, group, leave out what is stored already, give each its issue, write the rows, detect what they change, book. Every step finds its work done when
/// the batch is handled again, wherever the first attempt ended.
/// </summary>
internal sealed partial class CrashBatchHandler(
    CrashGroupings groupings, KnownCrashes known, IssueAssigner assigner, CrashRows rows, FeedbackRows feedback, IssueDetector detector, IIssueCounts counts, LedgerBooking ledger, ILogger<CrashBatchHandler> logger) : IBatchHandler, IDisposable
{
    // Two batches are in hand at a time. The second one must see what the first one stored, or a crash that is in both is stored twice.
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc />
    public Lane Lane => Lane.Crashes;

    /// <inheritdoc />
    public BatchLimits Limits { get; } = new(MaxItems: 2_000, MaxBytes: 6 * 1024 * 1024, MaxAge: TimeSpan.FromMilliseconds(250));

    /// <inheritdoc />
    public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        CrashBatch crashes = CrashBatch.Read(batch);
        crashes.Group(await groupings.LoadAsync(crashes.Reports, cancellationToken));
        crashes.Poison.ForEach(poison => LogPoison(poison.Message.Id, poison.Reason));
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await StoreAsync(batch.Id, crashes, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        return crashes.Poison;
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task StoreAsync(Guid batchId, CrashBatch batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchedCrash> news = await WithoutRepeatedAsync(batchId, batch, cancellationToken);
        CrashSighting[] sightings = [.. news.Select(CrashSightings.Of)];
        IReadOnlyList<AssignedCrash> assigned = await assigner.AssignAsync(sightings, cancellationToken);
        await rows.WriteAsync(batchId, [.. news.Zip(assigned).Where(pair => pair.Second.Issue is not null).Select(pair => pair.First with { StoredKey = pair.Second.Key })], cancellationToken);
        await feedback.WriteAsync(batchId, batch.Feedback, cancellationToken);
        await detector.DetectAsync(sightings, assigned, counts, cancellationToken);
        foreach ((BatchedCrash crash, AssignedCrash issue) in news.Zip(assigned))
        {
            batch.Tally.Add(crash.Frame, issue.Issue is null ? DropReason.Discarded : null, 1, crash.Bytes);
        }

        await ledger.BookAsync(batchId, batch.Tally, cancellationToken);
    }

    /// <summary>The crashes that are stored neither by an earlier batch nor by this one before; the others are counted.</summary>
    private async Task<IReadOnlyList<BatchedCrash>> WithoutRepeatedAsync(Guid batchId, CrashBatch batch, CancellationToken cancellationToken)
    {
        List<BatchedCrash> news = [];
        foreach (IGrouping<ProjectId, BatchedCrash> project in batch.Crashes.GroupBy(crash => crash.Project))
        {
            var stored = new HashSet<CrashId>(await known.FindAsync(
                project.Key, [.. project.Select(crash => (crash.Crash.Report.Id, crash.Time))], CrashRows.NameOf(batchId), cancellationToken));
            foreach (BatchedCrash crash in project)
            {
                if (stored.Add(crash.Crash.Report.Id))
                {
                    news.Add(crash);
                }
                else
                {
                    batch.Tally.Add(crash.Frame, DropReason.Repeated, 1, crash.Bytes);
                }
            }
        }

        return news;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} holds crashes that cannot be read; it goes to the dead letters. {Reason}")]
    private partial void LogPoison(Guid messageId, string reason);
}
