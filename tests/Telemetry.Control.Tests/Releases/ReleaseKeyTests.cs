using CsCheck;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Tests.Releases;

public sealed class ReleaseKeyTests
{
    // semver.org, point 11, and words that PEP 440 does not know among those it does.
    private static readonly string[] Semantic =
    [
        "1.0.0-1.2.3a", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-nightly.3", "1.0.0-nightly.20", "1.0.0-nightly.20.x-y",
        "1.0.0-rc.1", "1.0.0-snapshot", "1.0.0", "1.0.1-canary.1", "1.0.1",
    ];

    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.Int[0, 30].Select(number => $"{number}"), OneOf("alpha", "a", "rc", "nightly", "x-y", "0a", "zeta", "999999999999999999"));

    private static readonly Gen<string> Versions = Gen.OneOf(
        Gen.Select(OneOf("", "1!", "v"), Gen.Int[0, 12].Array[1, 4], OneOf("", "a1", "b", "rc2", "-alpha.3"), OneOf("", ".post1", "-4"), OneOf("", ".dev1", "dev"), OneOf("", "+abc.1", "+7"))
            .Select((epoch, numbers, pre, post, dev, local) => $"{epoch}{string.Join('.', numbers)}{pre}{post}{dev}{local}"),
        Gen.Select(Gen.Int[0, 3].Array[3, 3], Part.Array[1, 4], OneOf("", "+build.7", "+x-y"))
            .Select((numbers, parts, local) => $"{string.Join('.', numbers)}-{string.Join('.', parts)}{local}"));

    public static TheoryData<string> Lists() => ["pep440-order.txt", "semantic"];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Key_EveryPairOfTheTable_HasTheOrderOfTheTable(string table)
    {
        (int Place, string Name, string Key)[] all = [.. Lines(table).Index().SelectMany(line => line.Item.Split(' ').Select(name => (line.Index, name, KeyOf(name))))];

        Assert.True(all.Length >= Semantic.Length);
        Assert.Empty(all.SelectMany(left => all.Where(right => Math.Sign(string.CompareOrdinal(left.Key, right.Key)) != Math.Sign(left.Place.CompareTo(right.Place))).Select(right => $"{left.Name} against {right.Name}")));
    }

    [Fact]
    public void Key_AnyTwoVersions_AgreesWithCompareTo() => Gen.Select(Versions, Versions).Where(pair => ReleaseVersion.Parse(pair.Item1) is not null && ReleaseVersion.Parse(pair.Item2) is not null)
        .Sample((left, right) => Math.Sign(string.CompareOrdinal(KeyOf(left), KeyOf(right))) == Math.Sign(ReleaseVersion.Parse(left)!.CompareTo(ReleaseVersion.Parse(right)!)), iter: 20_000);

    [Fact]
    public void Of_NameThatIsNoVersion_IsBeforeEveryVersionAndByDate()
    {
        DateTimeOffset day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        string[] keys = [ReleaseKey.Of("b4f9a2c", DateTimeOffset.MinValue), ReleaseKey.Of("main", day), ReleaseKey.Of("4f9a2c1e", day.AddDays(1)), ReleaseKey.Of("0.0.dev0", day), ReleaseKey.Of("1", day.AddYears(-3))];

        Assert.Equal(keys, keys.Order(StringComparer.Ordinal));
        Assert.All(keys, key => Assert.True(key.All(char.IsAscii) && key.Length <= ReleaseKey.MaxLength));
    }

    [Fact]
    public void OfVersion_VersionWithAnEndlessTail_CountsAsNone() => Assert.Null(ReleaseKey.OfVersion("1.0+" + new string('x', 1000)));

    [Theory]
    [InlineData(false)]
    [InlineData(false, "main")]
    [InlineData(true, "1.0")]
    [InlineData(true, "1.0", "main")]
    [InlineData(false, "main", "1.0")]
    [InlineData(true, "main", "nightly", "1.0")]
    [InlineData(false, "a", "b", "c", "1.0", "1.1")]
    [InlineData(true, "1.2", "a", "b", "1.1", "c", "d", "1.0", "e", "f", "g")]
    [InlineData(false, "1.2", "a", "b", "1.1", "c", "d", "x", "e", "f", "g")]
    [InlineData(false, "x", "a", "b", "1.1", "1.0", "0.9", "0.8", "e", "f", "g")]
    public void IsByVersion_NewestFirst_FollowsTheRule(bool expected, params string[] newestFirst) => Assert.Equal(expected, ReleaseNaming.IsByVersion(newestFirst));

    internal static IReadOnlyList<string> Lines(string table)
    {
        if (table == "semantic")
        {
            return Semantic;
        }

        using Stream stream = typeof(ReleaseKeyTests).Assembly.GetManifestResourceStream(table) ?? throw new InvalidOperationException(table);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string KeyOf(string version) => ReleaseVersion.Parse(version)?.Key ?? throw new InvalidOperationException(version);
}
