using Telemetry.Benchmarks.Reports;
using Telemetry.Testing;
using Telemetry.Testing.Engine;

namespace Telemetry.Benchmarks.Schema;

/// <summary>Each choice of the migrations beside its alternatives, on the same rows (docs/adr/0010 and following).</summary>
internal static class SchemaBenchmark
{
    /// <summary>Measures the groups that are named, or all. One engine for all variants, one after the other.</summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        await using var engine = new EngineFixture();
        // From midnight, so that all rows of a run fall on one day: a second partition would halve the merges.
        DateTimeOffset midnight = new(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);
        using var files = new SchemaFiles(Path.Combine(RepositoryRoot.Path, "artifacts", "bench", "schema"), (midnight - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds() * 1_000_000);
        var run = new SchemaRun(engine, files);
        await run.RunAsync(SchemaVariants.All[0], cancellationToken);
        foreach (SchemaVariant variant in SchemaVariants.All.Where(one => groups.Count == 0 || groups.Contains(one.Group)))
        {
            Console.WriteLine($"{variant.Group}: {variant.Name} …");
            (SchemaCost cost, IReadOnlyList<SchemaReading> readings) = await run.RunAsync(variant, cancellationToken);
            report.Add($"{variant.Group}: CPU seconds per million rows, bytes per row", cost);
            foreach (SchemaReading reading in readings)
            {
                report.Add($"{variant.Group}: reading", reading);
            }
        }
    }
}
