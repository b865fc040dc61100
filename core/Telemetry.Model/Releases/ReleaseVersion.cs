using System.Globalization;
using System.Text.RegularExpressions;

namespace Telemetry.Model.Releases;

/// <summary>
/// A release's name as a version that has an order: PEP 440 (<c>1!2.0rc1.post2.dev3+local</c>), semantic versions read the same way
/// (<c>1.4.0-beta.1</c>), and a package name in front cut off (<c>app@1.4.0</c>). Names that are no versions, such as commit hashes, have no order.
/// </summary>
public sealed partial class ReleaseVersion : IComparable<ReleaseVersion>
{
    // PEP 440: 1.0.dev1 < 1.0a1.dev1 < 1.0a1 < 1.0a1.post1 < 1.0b1 < 1.0rc1 < 1.0 < 1.0.post1
    private enum Stage
    {
        DevelopmentOfFinal,
        Alpha,
        Beta,
        Candidate,
        Final,
    }

    private readonly long _epoch;
    private readonly long[] _numbers;
    private readonly Stage _stage;
    private readonly long _stageNumber;
    private readonly long _post;
    private readonly long _development;
    private readonly string[] _local;

    private ReleaseVersion(Match match)
    {
        _epoch = Number(match, "epoch", absent: 0);
        _numbers = TrimZeros(match.Groups["release"].Value.Split('.').Select(ToNumber).ToArray());
        _post = match.Groups["post"].Success ? Number(match, "postn", absent: Number(match, "postdash", absent: 0)) : -1;
        _development = match.Groups["dev"].Success ? Number(match, "devn", absent: 0) : long.MaxValue;
        _stageNumber = Number(match, "pren", absent: 0);
        _stage = ToStage(match.Groups["pre"], isBareDevelopment: _post < 0 && match.Groups["dev"].Success);
        _local = match.Groups["local"].Success ? match.Groups["local"].Value.Split('.', '-', '_') : [];
    }

    /// <summary>Reads a release's name; null when it is no version.</summary>
    public static ReleaseVersion? Parse(string release)
    {
        Match match = Version().Match(release.AsSpan(release.LastIndexOf('@') + 1).Trim().ToString());
        return match.Success ? new ReleaseVersion(match) : null;
    }

    /// <inheritdoc />
    public int CompareTo(ReleaseVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = _epoch.CompareTo(other._epoch);
        order = order != 0 ? order : CompareNumbers(_numbers, other._numbers);
        order = order != 0 ? order : _stage.CompareTo(other._stage);
        order = order != 0 ? order : _stageNumber.CompareTo(other._stageNumber);
        order = order != 0 ? order : _post.CompareTo(other._post);
        order = order != 0 ? order : _development.CompareTo(other._development);
        return order != 0 ? order : CompareLocal(_local, other._local);
    }

    private static Stage ToStage(Group pre, bool isBareDevelopment) => pre.Value.ToLowerInvariant() switch
    {
        "a" or "alpha" => Stage.Alpha,
        "b" or "beta" => Stage.Beta,
        "c" or "rc" or "pre" or "preview" => Stage.Candidate,
        _ => isBareDevelopment ? Stage.DevelopmentOfFinal : Stage.Final,
    };

    // 1.4 and 1.4.0 are the same version.
    private static long[] TrimZeros(long[] numbers) => numbers[..(Array.FindLastIndex(numbers, number => number != 0) + 1)];

    private static int CompareNumbers(long[] left, long[] right)
    {
        int shared = Math.Min(left.Length, right.Length);
        for (int i = 0; i < shared; i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // A local part is later than none; numbers are later than words.
    private static int CompareLocal(string[] left, string[] right)
    {
        int shared = Math.Min(left.Length, right.Length);
        for (int i = 0; i < shared; i++)
        {
            bool isNumber = long.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out long leftNumber);
            bool isOtherNumber = long.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out long rightNumber);
            int order = isNumber != isOtherNumber ? isNumber.CompareTo(isOtherNumber)
                : isNumber ? leftNumber.CompareTo(rightNumber)
                : string.Compare(left[i], right[i], StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static long Number(Match match, string group, long absent) =>
        match.Groups[group] is { Success: true, Length: > 0 } found ? ToNumber(found.Value) : absent;

    private static long ToNumber(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^v?(?:(?<epoch>[0-9]{1,9})!)?(?<release>[0-9]{1,18}(?:\.[0-9]{1,18}){0,9})"
        + @"(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pren>[0-9]{1,18})?)?"
        + @"(?<post>-(?<postdash>[0-9]{1,18})|[-_.]?(?:post|rev|r)[-_.]?(?<postn>[0-9]{1,18})?)?"
        + @"(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]{1,18})?)?"
        + @"(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
