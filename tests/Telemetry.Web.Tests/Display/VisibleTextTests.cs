using CsCheck;
using Telemetry.Web.Display;
using Xunit;

namespace Telemetry.Web.Tests.Display;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("gnp\u202eexe", "gnpU+202Eexe")]
    [InlineData("a\u0000b\u0007c\u200bd", "a\u2400b\u2407cU+200Bd")]
    [InlineData("one\r\ntwo", "one ↵ two")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("مرحبا 👩‍👩‍👧", "مرحبا 👩‍👩‍👧")]
    public void Plain_WhatCannotBeSeen_IsAMark(string text, string shown) => Assert.Equal(shown, VisibleText.Plain(text, 100));

    [Fact]
    public void Plain_AnyText_HidesNothing() => Gen.String.Sample(text => Assert.DoesNotContain(VisibleText.Plain(text, 1000), VisibleText.IsHidden));
}
