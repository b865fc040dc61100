using System.Diagnostics;
using System.Runtime.InteropServices;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Reports;

/// <summary>Where and when it was measured: figures without it cannot be compared.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="Commit">The checkout; a plus sign when it had changes.</param>
/// <param name="Cores">Processors this process may use.</param>
/// <param name="Processor">Its model, as the kernel calls it.</param>
/// <param name="MemoryGiB">Of the machine.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET.</param>
/// <param name="LoadBefore">Runnable processes, mean of the last minute: above 0.5 the machine was not quiet.</param>
internal sealed record Machine(
    DateTimeOffset StartedAt, string Commit, int Cores, string Processor, double MemoryGiB, string System, string Runtime, string LoadBefore)
{
    public static Machine Look() => new(
        TimeProvider.System.GetUtcNow(),
        Git("rev-parse --short HEAD") + (Git("status --porcelain").Length > 0 ? "+" : ""),
        Environment.ProcessorCount,
        Model(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.ReadAllText("/proc/loadavg").Split(' ')[0]);

    private static string Model() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";

    private static string Git(string arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true };
        using Process? git = Process.Start(start);
        return git?.StandardOutput.ReadToEnd().Trim() ?? "";
    }
}
