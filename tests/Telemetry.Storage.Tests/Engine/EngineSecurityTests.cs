using System.Net;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Engine;

public sealed class EngineSecurityTests(EngineFixture engine)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT * FROM file('/etc/passwd', 'LineAsString')")]
    [InlineData("SYSTEM STOP LISTEN HTTP")]
    [InlineData("SELECT sum(number) FROM numbers(10)")]
    [InlineData("SELECT count() FROM system.tables")]
    public async Task DefaultUser_AfterTheStart_CanDoNothing(string sql)
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => (endpoint with { User = "default", Password = "", Database = "system" }).ExecuteAsync(sql, Token));

        Assert.Contains("QUOTA_EXCEEDED", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OurUser_WrongPassword_IsRefused()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => (endpoint with { Password = "guess" }).ExecuteAsync("SELECT 1", Token));

        Assert.Contains("AUTHENTICATION_FAILED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * FROM file('/etc/passwd', 'LineAsString')")]
    [InlineData("SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')")]
    [InlineData("SYSTEM STOP LISTEN HTTP")]
    [InlineData("SYSTEM SHUTDOWN")]
    [InlineData("CREATE TABLE escape (line String) ENGINE = File(LineAsString)")]
    public async Task OurUser_OutsideItsTables_MayNothing(string sql)
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => endpoint.ExecuteAsync(sql, Token));

        Assert.Contains("ACCESS_DENIED", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_OtherAddressesOfThisMachine_IsAbsent()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        string listeners = await File.ReadAllTextAsync($"/proc/{engine.ProcessId}/net/tcp", Token);

        // Local address as the kernel prints it: bytes of 127.0.0.1 backwards, port in hex; 0A is "listening".
        string[] ours = [.. listeners.Split('\n').Where(line => line.Contains($":{endpoint.Address.Port:X4} 00000000:0000 0A", StringComparison.Ordinal))];
        Assert.All(ours, line => Assert.Contains("0100007F:", line, StringComparison.Ordinal));
        Assert.Single(ours);
    }

    [Fact]
    public async Task Files_OfTheConfiguration_AreForTheOwnerAndHoldNoPassword()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        foreach (string file in Directory.EnumerateFiles(Path.Combine(engine.DirectoryPath, "config")))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
            Assert.DoesNotContain(endpoint.Password, await File.ReadAllTextAsync(file, Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Endpoint_AsText_HasNoPassword()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        Assert.DoesNotContain(endpoint.Password, endpoint.ToString(), StringComparison.Ordinal);
        Assert.Equal(IPAddress.Loopback.ToString(), endpoint.Address.Host);
    }
}
