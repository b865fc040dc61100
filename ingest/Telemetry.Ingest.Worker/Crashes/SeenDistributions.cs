using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Storage.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Writes each list of distributions once a day and process: what is written again replaces itself, and its date keeps it alive.</summary>
internal sealed class SeenDistributions(DistributionWriter writer)
{
    // A project has as many lists as ways to install it; far more would be noise, and is written again.
    private const int MaxKept = 50_000;

    private readonly HashSet<(ProjectId Project, string Hash, int Day)> _seen = [];

    /// <summary>Writes the lists of these crashes that were not written yet. One caller at a time.</summary>
    public async Task WriteAsync(IReadOnlyList<BatchedCrash> crashes, CancellationToken cancellationToken)
    {
        BatchedCrash[] news = [.. crashes.Where(crash => crash.Crash.Report.Distributions.Count > 0).DistinctBy(KeyOf).Where(crash => !_seen.Contains(KeyOf(crash)))];
        DistributionBlock block = writer.Rent();
        try
        {
            foreach (BatchedCrash crash in news)
            {
                Append(block, crash);
                if (block.IsFull)
                {
                    await WriteAsync(block, cancellationToken);
                }
            }

            await WriteAsync(block, cancellationToken);
            Remember(news);
        }
        finally
        {
            writer.Return(block);
        }
    }

    private async Task WriteAsync(DistributionBlock block, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(block, Guid.CreateVersion7().ToString("N"), cancellationToken);
        block.Reset();
    }

    private void Remember(IEnumerable<BatchedCrash> written)
    {
        if (_seen.Count > MaxKept)
        {
            _seen.Clear();
        }

        _seen.UnionWith(written.Select(KeyOf));
    }

    private static (ProjectId Project, string Hash, int Day) KeyOf(BatchedCrash crash) => (crash.Project, crash.Crash.Report.DistributionsHash ?? "", DayOf(crash));

    private static int DayOf(BatchedCrash crash) => (int)(crash.Crash.Report.ReceivedAt - DateTimeOffset.UnixEpoch).TotalDays;

    private static void Append(DistributionBlock block, BatchedCrash crash)
    {
        foreach (NamedText distribution in crash.Crash.Report.Distributions)
        {
            block.ProjectId.Append(crash.Project.Value);
            block.DistributionsHash.Append(crash.Crash.Report.DistributionsHash);
            block.Name.Append(distribution.Name);
            block.Version.Append(distribution.Text);
            block.LastSeen.Append((ushort)Math.Clamp(DayOf(crash), 0, ushort.MaxValue));
            block.RetentionDays.Append(crash.RetentionDays);
            block.EndRow(distribution.Name.Length + distribution.Text.Length);
        }
    }
}
