using System.Security.Cryptography;
using System.Text;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Names the list of installed distributions, so that it is kept once and not with each crash.</summary>
internal static class DistributionsHash
{
    private const int Bytes = 8;

    /// <summary>The crash with the hash, unless the client gave one, or there is no list.</summary>
    public static CrashReport Complete(CrashReport report) =>
        report.DistributionsHash is not null || report.Distributions.Count == 0 ? report : report with { DistributionsHash = Of(report.Distributions) };

    private static string Of(IReadOnlyList<NamedText> distributions)
    {
        IEnumerable<string> lines = distributions.Select(distribution => $"{KnownDistributions.Normalise(distribution.Name)}={distribution.Text}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, Bytes));
    }
}
