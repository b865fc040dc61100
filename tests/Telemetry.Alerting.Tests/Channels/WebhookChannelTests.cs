using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Alerting.Channels.Outgoing;
using Telemetry.Alerting.Channels.Webhook;
using Xunit;

namespace Telemetry.Alerting.Tests.Channels;

public sealed class WebhookChannelTests
{
    private static readonly OutgoingAddresses Loopback = new([IPNetwork.Parse("127.0.0.0/8")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ToAReceiver_CarriesIdAndSignature()
    {
        await using Receiver receiver = Receiver.Of("HTTP/1.1 204 No Content\r\n\r\n");
        Guid id = Guid.NewGuid();

        OutgoingAnswer answer = await SendAsync(receiver.Url, id: id);

        Assert.Equal(new OutgoingAnswer(OutgoingOutcome.Delivered, 204, ""), answer);
        string[] parts = Assert.Single(receiver.Requests).Split("\r\n\r\n");
        Assert.Equal("{\"title\":\"ValueError \\u2603 \\u003C@everyone\\u003E\"}", parts[1]);
        Assert.Contains($"x-telemetry-delivery: {id:N}", parts[0], StringComparison.Ordinal);
        string signature = parts[0].Split("\r\n").Single(line => line.StartsWith("x-telemetry-signature: ", StringComparison.Ordinal))[23..];
        string seconds = signature.Split(',')[0][2..];
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes($"{seconds}.{parts[1]}"))), signature.Split("v1=")[1]);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nbusy", OutgoingOutcome.TryAgain, 500, "busy", null)]
    [InlineData("HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n", OutgoingOutcome.TryAgain, 429, "", 30)]
    [InlineData("HTTP/1.1 503 Later\r\nRetry-After: 999999\r\nContent-Length: 0\r\n\r\n", OutgoingOutcome.TryAgain, 503, "", 3600)]
    [InlineData("HTTP/1.1 503 Later\r\nRetry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n", OutgoingOutcome.TryAgain, 503, "", 0)]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno", OutgoingOutcome.Failed, 404, "no", null)]
    [InlineData("HTTP/1.1 307 There\r\nLocation: http://127.0.0.1:1/secret\r\nContent-Length: 0\r\n\r\n", OutgoingOutcome.Failed, 307, "It sends us on to another address, which is not followed. Write the final address down.", null)]
    public async Task Send_EachAnswer_SaysWhetherToTryAgain(string answer, OutgoingOutcome outcome, int status, string text, int? wait)
    {
        await using Receiver receiver = Receiver.Of(answer);

        OutgoingAnswer read = await SendAsync(receiver.Url);

        Assert.Equal(new OutgoingAnswer(outcome, status, text, wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null), read);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")]
    [InlineData("")]
    public async Task Send_ToWhatIsNoReceiver_IsTriedAgain(string answer)
    {
        await using Receiver receiver = Receiver.Of(answer);

        OutgoingAnswer read = await SendAsync(receiver.Url);

        Assert.Equal(OutgoingOutcome.TryAgain, read.Outcome);
        Assert.StartsWith("It could not be reached: ", read.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_ReceiverThatHangsOrDrips_CostsOneAttemptItsTime(bool drips)
    {
        await using var receiver = new Receiver(async (stream, token) =>
        {
            await stream.WriteAsync(drips ? "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray() : [], token);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await timer.WaitForNextTickAsync(token))
            {
                await stream.WriteAsync(drips ? "x"u8.ToArray() : [], token);
            }
        });
        var watch = Stopwatch.StartNew();

        OutgoingAnswer read = await SendAsync(receiver.Url, timeout: TimeSpan.FromSeconds(1));

        Assert.Equal(new OutgoingAnswer(OutgoingOutcome.TryAgain, null, "There was no whole answer within 1 s."), read);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Send_ReceiverThatAnswersWithoutEnd_IsReadAtItsBeginningOnly()
    {
        byte[] piece = Encoding.ASCII.GetBytes(new string('a', 10_000));
        await using var receiver = new Receiver(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync(piece, token);
            }
        });

        OutgoingAnswer read = await SendAsync(receiver.Url, timeout: TimeSpan.FromSeconds(20));

        Assert.Equal((OutgoingOutcome.Delivered, OutgoingHttp.MaxAnswer), (read.Outcome, read.Text.Length));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://rebinds.example:{0}/")]
    public async Task Send_ToThisMachine_IsRefusedBeforeAByteIsSent(string url)
    {
        await using Receiver receiver = Receiver.Of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        int asked = 0;
        // Public when somebody looks, private when it is dialled: whoever asks twice falls for it.
        Task<IPAddress[]> Resolve(string name, CancellationToken token) =>
            name == "rebinds.example" ? Task.FromResult<IPAddress[]>([IPAddress.Parse(asked++ > 0 ? "1.1.1.1" : "127.0.0.1")]) : Dns.GetHostAddressesAsync(name, token);

        OutgoingAnswer read = await SendAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, receiver.Port)), new OutgoingDialer(new OutgoingAddresses([]), Resolve));

        Assert.Equal((OutgoingOutcome.Failed, null), (read.Outcome, read.Status));
        Assert.EndsWith("An operator can allow that network with Alerting:AllowedNetworks.", read.Text, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
        Assert.InRange(asked, 0, 1);
    }

    [Fact]
    public async Task Send_NameWithAPublicAndAPrivateAddress_NeverGoesToThePrivateOne()
    {
        await using Receiver receiver = Receiver.Of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        List<string> allowed = [];
        // 127.0.0.2 stands for the public one: nobody listens there.
        var dialer = new OutgoingDialer(new OutgoingAddresses([IPNetwork.Parse("127.0.0.2/32")]), (name, _) =>
        {
            allowed.Add(name);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")]);
        });

        OutgoingAnswer read = await SendAsync(new Uri($"http://both.example:{receiver.Port}/"), dialer);

        Assert.Equal(OutgoingOutcome.TryAgain, read.Outcome);
        Assert.Equal(["both.example"], allowed);
        Assert.Empty(receiver.Requests);
    }

    private static async Task<OutgoingAnswer> SendAsync(Uri url, OutgoingDialer? dialer = null, TimeSpan? timeout = null, Guid? id = null)
    {
        using var http = new OutgoingHttp(dialer ?? new OutgoingDialer(Loopback), timeout ?? TimeSpan.FromSeconds(20), TimeProvider.System);
        return await new WebhookChannel(http, TimeProvider.System).SendAsync(new WebhookSettings(url, "secret"), id ?? Guid.NewGuid(), new { title = "ValueError ☃ <@everyone>" }, Token);
    }
}
