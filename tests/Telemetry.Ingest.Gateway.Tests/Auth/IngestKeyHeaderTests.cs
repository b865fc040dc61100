using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Telemetry.Ingest.Gateway.Auth;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Auth;

public sealed class IngestKeyHeaderTests
{
    [Theory]
    [InlineData("x-telemetry-key", "abc", "abc")]
    [InlineData("X-Telemetry-Key", "abc", "abc")]
    [InlineData("authorization", "Bearer abc", "abc")]
    [InlineData("authorization", "bearer  abc ", "abc")]
    [InlineData("authorization", "Basic abc", null)]
    [InlineData("authorization", "Bearer", null)]
    [InlineData("cookie", "abc", null)]
    public void Read_Header_GivesTheKey(string name, string value, string? expected) =>
        Assert.Equal(expected, IngestKeyHeader.Read(new HeaderDictionary { [name] = value }));

    [Fact]
    public void Read_SeveralKeys_GivesNone() =>
        Assert.Null(IngestKeyHeader.Read(new HeaderDictionary { ["x-telemetry-key"] = new StringValues(["a", "b"]) }));
}
