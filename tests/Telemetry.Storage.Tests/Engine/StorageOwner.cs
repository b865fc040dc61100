using System.Diagnostics;
using Telemetry.Testing;

namespace Telemetry.Storage.Tests.Engine;

/// <summary>Another process that owns a store: <c>Telemetry.Testing.StorageOwner</c>.</summary>
internal sealed class StorageOwner : IAsyncDisposable
{
    private readonly Process _process;

    private StorageOwner(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>Starts it, and waits until its store is ready.</summary>
    public static async Task<StorageOwner> StartAsync(string directory, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Telemetry.Testing.StorageOwner.dll"), "--Storage:Directory", directory },
            RedirectStandardOutput = true,
        };
        StorageOwner owner = new(Process.Start(start) ?? throw new InvalidOperationException("The process did not start."));
        await Eventually.GivesAsync(
            async () => await owner._process.StandardOutput.ReadLineAsync(cancellationToken) == "ready" ? owner : null,
            TimeSpan.FromSeconds(60), "the other process to be ready", cancellationToken);
        return owner;
    }

    /// <summary><c>kill -9</c>, of it alone: its children must see to themselves.</summary>
    public void Kill() => _process.Kill(entireProcessTree: false);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
