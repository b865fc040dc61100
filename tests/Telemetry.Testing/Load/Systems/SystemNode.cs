using Telemetry.Testing.Server;

namespace Telemetry.Testing.Load.Systems;

/// <summary>One server process that can be killed and started again on the same ports and data, as a supervisor would.</summary>
public sealed class SystemNode(string name, ServerStart start) : IAsyncDisposable
{
    private readonly List<string> _formerOutputs = [];
    private ServerProcess? _process;

    /// <summary>For messages: <c>gateway</c>, <c>worker</c> or <c>server</c>.</summary>
    public string Name => name;

    /// <summary>The process that runs now.</summary>
    public ServerProcess Process => _process ?? throw new InvalidOperationException($"The {name} was not started.");

    /// <summary>How it is started.</summary>
    public ServerStart Start { get; set; } = start;

    /// <summary>What all processes so far have written.</summary>
    public string Output => string.Join("\n--- restarted ---\n", _formerOutputs.Append(_process?.Output ?? ""));

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => _process = await ServerProcess.StartAsync(Start, cancellationToken);

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await Process.KillAsync(cancellationToken);
        await ForgetAsync();
    }

    /// <summary>A clean stop; returns the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        int code = await Process.StopAsync(cancellationToken);
        await ForgetAsync();
        return code;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await ForgetAsync();
        }
    }

    private async Task ForgetAsync()
    {
        _formerOutputs.Add(Process.Output);
        await Process.DisposeAsync();
        _process = null;
    }
}
