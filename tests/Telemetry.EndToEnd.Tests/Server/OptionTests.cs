using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>A wrong option ends the start with a sentence and exit code 2.</summary>
public sealed class OptionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--roles gateway,painter", "--roles 'gateway,painter' is wrong: name one or more of gateway,worker,query,alerting,web")]
    [InlineData("--roles 3", "--roles '3' is wrong")]
    [InlineData("--queue kafka", "--queue 'kafka' is wrong: it must be sqlite or rabbitmq")]
    [InlineData("--queue rabbitmq", "--queue rabbitmq needs --rabbitmq URI (or TELEMETRY_RABBITMQ).")]
    [InlineData("--rabbitmq amqp://localhost", "add --queue rabbitmq, or leave --rabbitmq out")]
    [InlineData("--control postgres", "--control postgres needs a connection string")]
    [InlineData("--control mysql x", "--control must be 'sqlite', or 'postgres' and a connection string.")]
    [InlineData("--roles web", "The web role without the query role needs --api URL")]
    [InlineData("--log-format xml", "--log-format 'xml' is wrong: it must be simple or json")]
    [InlineData("--colour blue", "Unrecognized command or argument '--colour'")]
    public async Task Start_WrongOption_StopsWithASentence(string arguments, string sentence)
    {
        (int code, string output) = await RunAsync(new ServerStart { Arguments = arguments.Split(' ') });

        Assert.Equal(2, code);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8080")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("example.org:8080")]
    [InlineData("::1:8080")]
    public async Task Start_WrongAddress_StopsWithASentence(string address)
    {
        (int code, string output) = await RunAsync(new ServerStart { OtlpGrpc = address });

        Assert.Equal(2, code);
        Assert.Contains($"--otlp-grpc '{address}' is wrong: write IP:PORT, such as 127.0.0.1:4317", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortTaken_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string address = taken.LocalEndpoint.ToString()!;

        (int code, string output) = await RunAsync(new ServerStart { Http = address });

        Assert.Equal(2, code);
        Assert.Contains($"--http {address} is taken", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DataIsAFile_SaysSo()
    {
        string file = Path.GetTempFileName();

        (int code, string output) = await RunAsync(new ServerStart { DataDirectory = file });

        Assert.Equal(2, code);
        Assert.Contains($"The data directory {file} cannot be used", output, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Start_WrongEnvironment_NamesTheVariable()
    {
        (int code, string output) = await RunAsync(new ServerStart { Environment = new Dictionary<string, string> { ["TELEMETRY_QUEUE"] = "kafka" } });

        Assert.Equal(2, code);
        Assert.Contains("TELEMETRY_QUEUE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OwnTelemetryToItself_IsRefused()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        (int code, string output) = await RunAsync(new ServerStart
        {
            OtlpGrpc = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            Environment = new Dictionary<string, string> { ["OwnTelemetry__Endpoint"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}") },
        });

        Assert.Equal(2, code);
        Assert.Contains("is this process itself", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_EveryOption_IsExplained()
    {
        (int code, string output) = await RunAsync(new ServerStart { Arguments = ["--help"] });

        Assert.Equal(0, code);
        Assert.All(
            ["--data", "--roles", "--http", "--otlp-grpc", "--otlp-http", "--queue", "--rabbitmq", "--clickhouse", "--control"],
            option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Output)> RunAsync(ServerStart start)
    {
        await using ServerProcess server = await ServerProcess.LaunchAsync(start, Token);
        int code = await server.WaitForExitAsync(Token);
        return (code, server.Output);
    }
}
