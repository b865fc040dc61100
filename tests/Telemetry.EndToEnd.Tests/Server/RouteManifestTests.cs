using System.Diagnostics;
using Telemetry.Testing;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>Who may use what, over the whole server: a new address, or another policy, shows in review.</summary>
public sealed class RouteManifestTests
{
    [Fact]
    public async Task Routes_AllRoles_AreThoseOfTheManifest()
    {
        string manifest = await PrintAsync();

        Assert.DoesNotContain(manifest.Split('\n'), line => line.EndsWith("NONE", StringComparison.Ordinal));
        Snapshot.Matches("routes.txt", manifest);
    }

    private static async Task<string> PrintAsync()
    {
        var start = new ProcessStartInfo("dotnet", [ServerExecutable.Path, "routes"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
