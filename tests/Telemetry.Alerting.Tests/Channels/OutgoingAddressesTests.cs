using System.Net;
using Telemetry.Alerting.Channels.Outgoing;
using Xunit;

namespace Telemetry.Alerting.Tests.Channels;

public sealed class OutgoingAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2001:0:a00:1::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Allow_WhatIsNotPublic_IsRefused(string address) => Assert.False(new OutgoingAddresses([]).Allow(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Allow_Public_IsAllowed(string address) => Assert.True(new OutgoingAddresses([]).Allow(IPAddress.Parse(address)));

    [Fact]
    public void Allow_NetworkThatTheOperatorNames_IsAllowedAndNoOther()
    {
        var addresses = new OutgoingAddresses([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd00:1::/32")]);

        Assert.True(addresses.Allow(IPAddress.Parse("10.1.255.1")));
        Assert.True(addresses.Allow(IPAddress.Parse("::ffff:10.1.0.1")));
        Assert.True(addresses.Allow(IPAddress.Parse("fd00:1::5")));
        Assert.False(addresses.Allow(IPAddress.Parse("10.2.0.1")));
        Assert.False(addresses.Allow(IPAddress.Parse("fd00:2::5")));
    }
}
