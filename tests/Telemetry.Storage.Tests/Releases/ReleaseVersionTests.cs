using Telemetry.Model.Releases;
using Xunit;

namespace Telemetry.Storage.Tests.Releases;

public sealed class ReleaseVersionTests
{
    // PEP 440, "Summary of permitted suffixes and relative ordering", and what semantic versions add.
    private static readonly string[] InOrder =
    [
        "0.9", "1.0.dev1", "1.0a1.dev1", "1.0a1", "1.0-alpha.2", "1.0a2.post1", "1.0b1", "1.0.0-beta.2", "1.0rc1.dev3", "1.0rc1", "1.0", "1.0+local.1", "1.0+local.2",
        "1.0.post1.dev1", "1.0.post1", "1.0.1", "1.2", "1.10", "1.10.1", "2", "app@2.1", "2026.11.23", "1!0.1",
    ];

    [Fact]
    public void CompareTo_EveryPairInOrder_Agrees()
    {
        ReleaseVersion[] versions = [.. InOrder.Select(Parse)];

        for (int left = 0; left < versions.Length; left++)
        {
            for (int right = 0; right < versions.Length; right++)
            {
                Assert.True(
                    Math.Sign(versions[left].CompareTo(versions[right])) == Math.Sign(left.CompareTo(right)), $"{InOrder[left]} against {InOrder[right]}");
            }
        }
    }

    [Theory]
    [InlineData("1.0", "1.0.0")]
    [InlineData("v1.0", "1.0")]
    [InlineData("1.0-1", "1.0.post1")]
    [InlineData("1.0c1", "1.0rc1")]
    [InlineData("1.0-preview_2", "1.0rc2")]
    [InlineData("my-app@1.0", "1.0")]
    [InlineData("1.0.DEV", "1.0.dev0")]
    public void CompareTo_TwoSpellings_AreEqual(string left, string right) => Assert.Equal(0, Parse(left).CompareTo(Parse(right)));

    [Theory]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("4f9a2c1e")]
    [InlineData("1.0-nightly-build")]
    [InlineData("1..0")]
    [InlineData("1234567890123456789012345")]
    [InlineData("١.٢")]
    public void Parse_NoVersion_IsNull(string text) => Assert.Null(ReleaseVersion.Parse(text));

    private static ReleaseVersion Parse(string text) => ReleaseVersion.Parse(text) ?? throw new InvalidOperationException(text);
}
