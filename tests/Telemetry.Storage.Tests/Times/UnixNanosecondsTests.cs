using Telemetry.Model.Times;
using Xunit;

namespace Telemetry.Storage.Tests.Times;

public sealed class UnixNanosecondsTests
{
    [Theory]
    [InlineData("2026-11-23T10:00:00.123456789Z", "2026-11-23T10:00:00.123456789Z")]
    [InlineData("2026-11-23T10:00:00Z", "2026-11-23T10:00:00.000000000Z")]
    [InlineData("2026-11-23T10:00:00.5+01:30", "2026-11-23T08:30:00.500000000Z")]
    [InlineData("2026-11-23T10:00", "2026-11-23T10:00:00.000000000Z")]
    [InlineData("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z")]
    [InlineData("1677-09-21T00:12:44Z", "1677-09-21T00:12:44.000000000Z")]
    public void TryParse_Rfc3339_KeepsEveryNanosecond(string text, string expected)
    {
        Assert.True(UnixNanoseconds.TryParse(text, out UnixNanoseconds time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-23T10:00:00.")]
    [InlineData("2026-11-23T10:00:00.1234567891Z")]
    [InlineData("2026-13-23T10:00:00Z")]
    [InlineData("2026-11-23")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(UnixNanoseconds.TryParse(text, out _));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void ToString_AnyValue_CanBeReadBack(long value)
    {
        Assert.True(UnixNanoseconds.TryParse(new UnixNanoseconds(value).ToString(), out UnixNanoseconds time));
        Assert.Equal(value, time.Value);
    }

    [Fact]
    public void Plus_BeyondTheEnd_StopsThere() => Assert.Equal(long.MaxValue, new UnixNanoseconds(long.MaxValue - 5).Plus(TimeSpan.FromDays(1)).Value);
}
