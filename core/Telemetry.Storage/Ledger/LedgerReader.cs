using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Ledger;

/// <summary>Reads what came in and what became of it.</summary>
public sealed class LedgerReader
{
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;

    private static readonly string Sql = SqlFile.Read("Ledger.sum_ledger");
    private static readonly string OverTime = SqlFile.Read("Ledger.sum_ledger_over_time");

    private readonly QueryRunner _runner;

    internal LedgerReader(QueryRunner runner) => _runner = runner;

    /// <summary>The sums of a range of receive times. The ledger counts by minute: the minute in which the range starts is counted whole.</summary>
    /// <exception cref="QueryFailedException">A cap was reached, or the store is not there.</exception>
    public async Task<IReadOnlyList<LedgerSum>> SumAsync(ProjectId project, TimeWindow window, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("from", "Int64", window.From.Value / Minute * 60);
        parameters.AddNamed("to", "Int64", (window.To.Value + Second - 1) / Second);
        return await _runner.ReadAsync(
            new SqlStatement(Sql, parameters.Items),
            reader => new LedgerSum(
                reader.GetString(0),
                new IngestKeyId(reader.GetFieldValue<uint>(1)),
                Outcome(reader.GetString(2)),
                reader.GetString(3),
                (long)reader.GetUInt64(4)),
            cancellationToken);
    }

    /// <summary>The sums of equal buckets of at least a minute, aligned to the clock, over a range of receive times.</summary>
    /// <exception cref="QueryFailedException">A cap was reached, or the store is not there.</exception>
    public async Task<LedgerBuckets> SumOverTimeAsync(ProjectId project, TimeWindow window, int maxBuckets, CancellationToken cancellationToken)
    {
        BucketGrid grid = BucketGrid.Over(window, Math.Clamp((int)Math.Min((window.Nanoseconds / Minute) + 1, int.MaxValue), 1, maxBuckets));
        long width = Math.Max(grid.WidthNanoseconds, Minute);
        long start = Math.Max(grid.Start.Value / Minute * 60, 0);
        long end = Math.Max((window.To.Value + Second - 1) / Second, start + 1);
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("start", "Int64", start);
        parameters.AddNamed("width", "Int64", width / Second);
        parameters.AddNamed("to", "Int64", end);
        List<LedgerBucketSum> sums = await _runner.ReadAsync(
            new SqlStatement(OverTime, parameters.Items),
            reader => new LedgerBucketSum((int)reader.GetInt64(0), reader.GetString(1) == "stored", reader.GetString(2), (long)reader.GetUInt64(3)),
            cancellationToken);
        return new LedgerBuckets(new UnixNanoseconds(start * Second), width, (int)(((end - start) * Second + width - 1) / width), sums);
    }

    private static LedgerOutcome Outcome(string text) => text switch
    {
        "stored" => LedgerOutcome.Stored,
        "unsent" => LedgerOutcome.Unsent,
        _ => LedgerOutcome.Dropped,
    };
}

/// <summary>Sums over time.</summary>
/// <param name="Start">Of the first bucket.</param>
/// <param name="WidthNanoseconds">Of each; whole minutes.</param>
/// <param name="Count">How many.</param>
/// <param name="Sums">Of those in which something came.</param>
public sealed record LedgerBuckets(UnixNanoseconds Start, long WidthNanoseconds, int Count, IReadOnlyList<LedgerBucketSum> Sums);

/// <summary>Items of one bucket with one outcome.</summary>
/// <param name="Bucket">From 0.</param>
/// <param name="IsStored">Stored, else dropped.</param>
/// <param name="Reason">Why dropped, in snake case; empty when stored.</param>
/// <param name="Items">How many.</param>
public sealed record LedgerBucketSum(int Bucket, bool IsStored, string Reason, long Items);

/// <summary>Items of one signal and key with one outcome.</summary>
/// <param name="Signal">A name of <see cref="SignalNames"/>.</param>
/// <param name="Key">The ingest key.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Reason">Why dropped or not sent, in snake case; empty when stored.</param>
/// <param name="Items">How many.</param>
public sealed record LedgerSum(string Signal, IngestKeyId Key, LedgerOutcome Outcome, string Reason, long Items);

/// <summary>What became of items.</summary>
public enum LedgerOutcome
{
    /// <summary>They are rows.</summary>
    Stored,

    /// <summary>Accepted and dropped, or refused.</summary>
    Dropped,

    /// <summary>Dropped by the client, as it reports: they never reached us.</summary>
    Unsent,
}
