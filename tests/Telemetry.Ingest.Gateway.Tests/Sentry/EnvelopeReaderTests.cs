using System.Text;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

public sealed class EnvelopeReaderTests
{
    public static TheoryData<string, string[]> Envelopes() => new()
    {
        { "{}\n", [] },
        { "{}", [] },
        { "{}\n\n\n", [] },
        { "{}\n{\"type\":\"event\"}\n{}\n", ["event:{}"] },
        { "{}\n{\"type\":\"event\"}\n{}", ["event:{}"] },
        { "{}\n{\"type\":\"event\",\"length\":2}\n{}", ["event:{}"] },
        { "{}\n{\"type\":\"event\",\"length\":2}\n{}\n{\"type\":\"session\"}\n[1]\n", ["event:{}", "session:[1]"] },
        { "{}\n{\"type\":\"a\",\"length\":0}\n\n{\"type\":\"b\"}\nx\n", ["a:", "b:x"] },
        { "{}\n{\"type\":\"a\"}\n\n{\"type\":\"b\"}\nx\n", ["a:", "b:x"] },
        { "{}\n{\"type\":\"a\"}", ["a:"] },
        { "{}\n{\"type\":\"a\",\"length\":0}", ["a:"] },
        { "{}\n{\"type\":\"a\",\"length\":9}", ["a!Malformed"] },
        { "{}\n\n{\"type\":\"a\",\"length\":null}\nx\n\n\n", ["a:x"] },
        // Payloads hold newlines and carriage returns when the length says so.
        { "{}\n{\"type\":\"attachment\",\"length\":5}\na\n\r\nb\n{\"type\":\"b\"}\nx\r\n", ["attachment:a\n\r\nb", "b:x\r"] },
        { "{}\n{\"length\":3,\"x\":{\"type\":[1,{}]},\"type\":\"a\"}\nx\ny\n", ["a:x\ny"] },
        // Lengths that are wrong: the neighbour behind is kept.
        { "{}\n{\"type\":\"a\",\"length\":1}\nxyz\n{\"type\":\"b\"}\ny\n", ["a!Malformed", "b:y"] },
        { "{}\n{\"type\":\"a\",\"length\":7}\nxyz\n{\"type\":\"b\"}\ny\n", ["a!Malformed", "b:y"] },
        { "{}\n{\"type\":\"a\",\"length\":99}\nxyz\n{\"type\":\"b\"}\ny\n", ["a!Malformed", "b:y"] },
        { "{}\n{\"type\":\"a\",\"length\":9223372036854775807}\nxyz", ["a!Malformed"] },
        { "{}\n{\"type\":\"a\",\"length\":1}\n{\"type\":\"transaction\"}\n{\"type\":\"b\"}\ny\n", ["a!Malformed", "b:y"] },
        // Lines that are no headers.
        { "{}\n{\"type\":\"a\",\"length\":-1}\nx\n{\"type\":\"b\"}\ny\n", ["!Malformed", "b:y"] },
        { "{}\n{\"type\":\"a\",\"length\":\"5\"}\nx\n", ["!Malformed"] },
        { "{}\n{\"type\":1}\nx\n{\"type\":\"b\"}\ny\n", ["!Malformed", "b:y"] },
        { "{}\n{}\nx\n{\"type\":\"b\"}\ny\n", ["!Malformed", "b:y"] },
        { "{}\ngarbage\nmore\n{\"type\":\"b\"}\ny\n", ["!Malformed", "b:y"] },
        { "{}\n{\"type\":\"b\"\ny\n", ["!Malformed"] },
        { "{}\n{\"type\":\"\\ud800\"}\ny\n", ["!Malformed"] },
        { "{}\n{\"type\":\"b\"} x\ny\n", ["!Malformed"] },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Read_Envelope_IsItsItems(string body, string[] expected) => Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(body), isCut: false));

    // The limit of a request fell into the middle: what is whole is kept, wherever that was.
    [Theory]
    [InlineData("{}\n{\"type\":\"a\",\"length\":2}\nxy\n{\"type\":\"b\",\"length\":99}\nab\n{\"type\":\"c\"}", "a:xy", "b!TooLarge")]
    [InlineData("{}\n{\"type\":\"a\",\"length\":2}\nxy\n{\"type\":\"b\"}\nab", "a:xy", "b!TooLarge")]
    [InlineData("{}\n{\"type\":\"a\",\"length\":2}\nxy\n{\"type\":\"b", "a:xy", "!TooLarge")]
    public void Read_EnvelopeThatIsCut_KeepsWhatIsWhole(string body, params string[] expected) => Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(body), isCut: true));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("[]\n")]
    [InlineData("{\n")]
    [InlineData("{\"sent_at\":1,\"sent_at\":2}\n")]
    public void ReadHeader_NoHeader_IsNoEnvelope(string body) => Assert.Null(new EnvelopeReader(Encoding.UTF8.GetBytes(body), isCut: false).ReadHeader());

    [Fact]
    public void ReadHeader_TooLong_IsNoEnvelope() =>
        Assert.Null(new EnvelopeReader(Encoding.UTF8.GetBytes($"{{\"x\":\"{new string('x', 20_000)}\"}}\n"), isCut: false).ReadHeader());

    [Fact]
    public void Read_TooManyItems_GivesUpTheRestAsOne()
    {
        string body = "{}\n" + string.Concat(Enumerable.Repeat("{\"type\":\"a\"}\nx\n", EnvelopeReader.MaxItems + 50));

        string[] items = Read(Encoding.UTF8.GetBytes(body), isCut: false);

        Assert.Equal(EnvelopeReader.MaxItems + 1, items.Length);
        Assert.Equal("!TooLarge", items[^1]);
    }

    private static string[] Read(byte[] body, bool isCut)
    {
        var reader = new EnvelopeReader(body, isCut);
        Assert.NotNull(reader.ReadHeader());
        List<string> items = [];
        while (reader.TryRead(out EnvelopeItem item))
        {
            items.Add(item.Fault is { } fault ? $"{item.Header.Type}!{fault}" : $"{item.Header.Type}:{Encoding.UTF8.GetString(item.Payload.Span)}");
        }

        return [.. items];
    }
}
