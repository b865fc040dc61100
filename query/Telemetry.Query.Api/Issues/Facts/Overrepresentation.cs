namespace Telemetry.Query.Api.Issues.Facts;

/// <summary>How many times more frequent something is in one group than in another, with the interval in which that lies.</summary>
/// <param name="Share">In the one, 0 to 1.</param>
/// <param name="OtherShare">In the other, 0 to 1.</param>
/// <param name="Lift">The one over the other; null: nobody in the other has it.</param>
/// <param name="AtLeast">The lower end of the interval.</param>
internal readonly record struct Overrepresentation(double Share, double OtherShare, double? Lift, double AtLeast)
{
    // The normal quantile of 95 %, both sides.
    private const double Quantile = 1.96;

    /// <summary>
    /// The ratio of two shares by the logarithm's normal approximation (Katz et al., "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34, 1978), with half a
    /// count added on both sides (Walter, "The distribution of Levin's measure of attributable risk", Biometrika 62, 1975), so that a fact nobody else has gets a bound too.
    /// </summary>
    /// <param name="have">Those in the one group who have it; at least 1.</param>
    /// <param name="all">All in that group.</param>
    /// <param name="othersHave">Those in the other who have it.</param>
    /// <param name="allOthers">All in that group.</param>
    public static Overrepresentation Of(long have, long all, long othersHave, long allOthers)
    {
        (double a, double n, double b, double m) = (have + 0.5, all + 0.5, othersHave + 0.5, allOthers + 0.5);
        double deviation = Math.Sqrt(Math.Max(0, (1 / a) - (1 / n) + (1 / b) - (1 / m)));
        double share = (double)have / all;
        double otherShare = allOthers == 0 ? 0 : (double)othersHave / allOthers;
        return new Overrepresentation(share, otherShare, othersHave == 0 ? null : share / otherShare, a / n / (b / m) * Math.Exp(-Quantile * deviation));
    }
}
