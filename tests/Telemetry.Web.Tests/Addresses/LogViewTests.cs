using Telemetry.Web.Addresses;
using Xunit;

namespace Telemetry.Web.Tests.Addresses;

public sealed class LogViewTests
{
    [Theory]
    [InlineData("service, release ,,", "service", "release")]
    [InlineData("service,attributes.\"a,b\",release", "service", "attributes.\"a,b\"", "release")]
    [InlineData("attributes.\"say \\\"a,b\\\"\",service", "attributes.\"say \\\"a,b\\\"\"", "service")]
    [InlineData("attributes.\"never, closed", "attributes.\"never, closed")]
    [InlineData("attributes.\"ends in \\", "attributes.\"ends in \\")]
    [InlineData("service,service", "service")]
    [InlineData("-")]
    public void ReadColumns_Text_SplitsAtCommasOutsideQuotes(string text, params string[] names) => Assert.Equal(names, LogView.ReadColumns([text]));
}
