namespace Telemetry.Benchmarks.Web;

/// <summary>Quantiles of a few measured values.</summary>
internal static class Quantile
{
    /// <summary>The value that a share of all values is not above; 0 when there is none.</summary>
    public static double Of(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
