using System.Text;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Crashes.Scrubbing;
using Telemetry.Ingest.Worker.Crashes.Sentry;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Scrubbing;

public sealed class CrashScrubberTests
{
    private const string Folder = "Sentry/Captures";

    public static TheoryData<string> Captures => [.. CrashFiles.Names(Folder, ".json.gz")];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Scrub_EveryCapture_ThePasswordIsNowhere(string name)
    {
        byte[] payload = CrashFiles.Read(Folder, name + ".json.gz");
        CrashReport report = SentryEventReader.Read(payload, Receipts.Default)!;

        string kept = Encoding.UTF8.GetString(CrashDocumentWriter.Write(CrashPipeline.Prepare(report, GroupingRules.None).Report));

        Assert.DoesNotContain("hunter2", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password='hunter2'; x = 1", "password=[Filtered]; x = 1")]
    [InlineData("<Cfg password=hunter2 path=/a>", "<Cfg password=[Filtered] path=/a>")]
    [InlineData("{\"api_key\": \"hunter2\", \"a\": 1}", "{\"api_key\": [Filtered], \"a\": 1}")]
    [InlineData("Authorization: Bearer hunter2", "Authorization: [Filtered]")]
    [InlineData("token=b'\\xff\\x00'", "token=[Filtered]")]
    [InlineData("postgres://ann:hunter2@db/photo", "postgres://ann:[Filtered]@db/photo")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "key [Filtered] used")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_1", "[Filtered]")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "[Filtered]")]
    [InlineData("if password == other:", "if password == other:")]
    [InlineData("KeyError: 'tokens'", "KeyError: 'tokens'")]
    [InlineData("the monkey ate the key", "the monkey ate the key")]
    [InlineData("https://example.org/a:b@c", "https://example.org/a:b@c")]
    public void Scrub_Text_SecretsAreReplacedAndNothingElse(string text, string expected) => Assert.Equal(expected, SecretTexts.Scrub(text));

    [Theory]
    [InlineData("password", true)]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("userToken", true)]
    [InlineData("auth", true)]
    [InlineData("Set-Cookie", true)]
    [InlineData("author", false)]
    [InlineData("tokens", false)]
    [InlineData("key", false)]
    [InlineData("name", false)]
    public void IsSecret_Name(string name, bool expected) => Assert.Equal(expected, SecretKeys.IsSecret(name));

    [Fact]
    public void Scrub_LongHostileText_IsLinear()
    {
        string text = string.Concat(Enumerable.Repeat("password:'\\'", 20_000));

        Assert.Contains(SecretTexts.Replacement, SecretTexts.Scrub(text[..CrashLimits.Message]), StringComparison.Ordinal);
    }
}
