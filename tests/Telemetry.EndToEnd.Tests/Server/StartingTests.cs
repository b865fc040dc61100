using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>The section "Starting" of the contract, on the real executable.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StartingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Defaults_SaysWhereEverythingIs()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(cancellationToken: Token);

        ServerReady ready = server.Ready;
        Assert.StartsWith("http://127.0.0.1:", ready.Web, StringComparison.Ordinal);
        Assert.Equal(ready.Web + "/api/v1", ready.Api);
        Assert.Equal(3, new[] { ready.Web, ready.OtlpGrpc, ready.OtlpHttp }.Distinct().Count());
        Assert.Equal(("1", "default"), (ready.Project!.Id, ready.Project.Name));
        Assert.Equal($"http://{ready.Project.Key}@{new Uri(ready.OtlpHttp!).Authority}/1", ready.Project.Dsn);
        Assert.StartsWith($"{ready.Web}/login?token=", ready.LoginUrl, StringComparison.Ordinal);
        Assert.All([ready.Web!, ready.OtlpGrpc!, ready.OtlpHttp!, ready.LoginUrl!, ready.Project.Key], text => Assert.Contains(text, server.Output, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.DataDirectory, "ready.json")));
    }

    [Fact]
    public async Task Stop_SigTerm_ExitsCleanlyWithinFifteenSeconds()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(cancellationToken: Token);
        long asked = Stopwatch.GetTimestamp();

        int code = await server.StopAsync(Token);

        Assert.Equal(0, code);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.False(File.Exists(Path.Combine(server.DataDirectory, "ready.json")));
    }

    [Fact]
    public async Task Start_SecondTimeAfterKill_FindsTheSameProjectAndMakesANewToken()
    {
        string data = Directory.CreateTempSubdirectory("telemetry-twice-").FullName;
        ServerReady first;
        await using (ServerProcess before = await ServerProcess.StartAsync(new ServerStart { DataDirectory = data }, Token))
        {
            first = before.Ready;
            await before.KillAsync(Token);
        }

        await using ServerProcess after = await ServerProcess.StartAsync(new ServerStart { DataDirectory = data }, Token);

        Assert.Equal(first.Project!.Key, after.Ready.Project!.Key);
        Assert.NotEqual(first.AdminToken, after.Ready.AdminToken);
        await after.StopAsync(Token);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Start_DataDirectoryInUse_IsRefused()
    {
        await using ServerProcess first = await ServerProcess.StartAsync(cancellationToken: Token);

        await using ServerProcess second = await ServerProcess.LaunchAsync(new ServerStart { DataDirectory = first.DataDirectory }, Token);

        Assert.Equal(2, await second.WaitForExitAsync(Token));
        Assert.Contains($"in use by process {first.ProcessId}", second.Output, StringComparison.Ordinal);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(first.Ready.Web + "/readyz", Token)).StatusCode);
    }
}
