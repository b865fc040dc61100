using System.Diagnostics;
using System.IO.Compression;
using Telemetry.Benchmarks.Reports;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Crashes.Sentry;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Crashes;

/// <summary>
/// Crashes through the whole server, and <c>prepare</c>: a captured Sentry event of 5 KB from its bytes to a prepared crash and its stored document, on one thread; no queue, no store.
/// </summary>
internal static class CrashesBenchmark
{
    private const int Rounds = 5;
    private const int Events = 2000;

    private static readonly CrashReceipt Receipt = new(new CrashId(1), new DateTimeOffset(2026, 11, 22, 13, 39, 6, TimeSpan.Zero));

    /// <summary>Runs the cases that are named, or all.</summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IEnumerable<(string Name, Func<BenchmarkReport, CancellationToken, Task> RunAsync)> cases =
            [("prepare", PrepareAsync), .. CrashIngest.All.Select(one => (one.Name, (Func<BenchmarkReport, CancellationToken, Task>)one.RunAsync)), (CrashBesideLogs.Name, CrashBesideLogs.RunAsync)];
        foreach ((string name, Func<BenchmarkReport, CancellationToken, Task> run) in cases.Where(one => arguments.Count == 0 || arguments.Contains(one.Name)))
        {
            Console.WriteLine($"{name} …");
            await run(report, cancellationToken);
        }
    }

    // The best of five rounds of two thousand events of each size.
    private static async Task PrepareAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        foreach (string name in new[] { "sentry-python-2.64.0-context", "sentry-python-2.64.0-chained", "sentry-python-2.64.0-recursion" })
        {
            byte[] payload = await ReadAsync(name, cancellationToken);
            int events = Math.Max(20, Events * 5000 / Math.Max(5000, payload.Length));
            Measure(payload, events);
            TimeSpan best = Enumerable.Range(0, Rounds).Min(_ => Measure(payload, events));
            double microseconds = best.TotalMicroseconds / events;
            report.Add("Preparing a crash", new { Event = name, Kilobytes = payload.Length / 1000.0, Microseconds = microseconds, DocumentBytes = Prepare(payload) });
            if (name.EndsWith("context", StringComparison.Ordinal))
            {
                report.AtMost("CPU to prepare an event of 5 KB", microseconds / 1000, 1, "ms");
            }
        }
    }

    private static TimeSpan Measure(byte[] payload, int events)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < events; i++)
        {
            Prepare(payload);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static int Prepare(byte[] payload)
    {
        CrashReport report = SentryEventReader.Read(payload, Receipt) ?? throw new InvalidDataException("The capture is no event.");
        return CrashDocumentWriter.Write(CrashPipeline.Prepare(report, GroupingRules.None).Report).Length;
    }

    private static async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        string path = Path.Combine(RepositoryRoot.Path, "tests", "Telemetry.Ingest.Worker.Tests", "Crashes", "Sentry", "Captures", name + ".json.gz");
        await using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream decoded = new();
        await gzip.CopyToAsync(decoded, cancellationToken);
        return decoded.ToArray();
    }
}
