using System.Globalization;

namespace Telemetry.Benchmarks.Processes;

/// <summary>What the kernel has counted for a process so far.</summary>
/// <param name="CpuSeconds">User and system time of all its threads, ended ones and waited children included.</param>
/// <param name="PeakMegabytes">The most memory it ever had resident (VmHWM).</param>
/// <param name="ResidentMegabytes">Resident now (VmRSS).</param>
internal readonly record struct ProcessSample(double CpuSeconds, double PeakMegabytes, double ResidentMegabytes)
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Reads /proc; all zeros when the process is gone.</summary>
    public static ProcessSample Of(int processId)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            string[] afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double ticks = afterName.Skip(11).Take(4).Sum(field => double.Parse(field, CultureInfo.InvariantCulture));
            string[] status = File.ReadAllLines($"/proc/{processId}/status");
            return new ProcessSample(ticks / TicksPerSecond, Megabytes(status, "VmHWM:"), Megabytes(status, "VmRSS:"));
        }
        catch (IOException)
        {
            return default;
        }
    }

    public static ProcessSample operator +(ProcessSample left, ProcessSample right) =>
        new(left.CpuSeconds + right.CpuSeconds, left.PeakMegabytes + right.PeakMegabytes, left.ResidentMegabytes + right.ResidentMegabytes);

    private static double Megabytes(string[] status, string field)
    {
        string? line = status.FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
