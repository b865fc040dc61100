using System.Diagnostics;
using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Telemetry.Testing.Broker;

/// <summary>
/// One private RabbitMQ node for a test assembly: <c>[assembly: AssemblyFixture(typeof(BrokerFixture))]</c>, then
/// <c>await broker.StartAsync()</c>, which starts it once. Own ports on loopback, own epmd, own data; ends with the assembly, also
/// when the test process is killed. Queues of different tests need different names (<c>QueueOptions.NamePrefix</c>).
/// </summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    // The shell reads a pipe that only we hold: when we are gone, however that came, it ends node and epmd. Of the node's own start script
    // this takes the branch for systemd, which replaces itself by the node, so that the process id is the node's.
    private const string EndsWithUs = """
        epmd=$1; shift; log=$1; shift
        "$epmd" </dev/null >/dev/null 2>&1 & names=$!
        RUNNING_UNDER_SYSTEMD=1 "$@" </dev/null >"$log" 2>&1 & node=$!
        echo $node
        read -r _
        kill -KILL $node $names
        wait
        """;

    // 6 to 13 s on a machine at work; 28 s have been seen under a load of 20.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly BrokerInstallation _installation = new();
    private Process? _shell;
    private int _nodeProcessId;

    /// <summary>How to connect, also while the node is down. It never changes.</summary>
    public Uri Uri => _installation.Uri;

    /// <summary>Nothing yet: tests that need no broker shall not wait for one.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts the node, or starts it again on its data after <see cref="KillAsync"/>; nothing when it runs. Ends when it answers.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_shell is null)
            {
                await _installation.PrepareAsync();
                await StartNodeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Kills the node like <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_shell is not null)
            {
                _shell.StandardInput.Close();
                await _shell.WaitForExitAsync();
                _shell.Dispose();
                _shell = null;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the node's processes without ending them, like a machine that hangs. <see cref="ResumeAsync"/> wakes them.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Ends a freeze.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Runs <c>rabbitmqctl</c> with the arguments and returns what it printed; fails when it does.</summary>
    public Task<string> RunCtlAsync(params string[] arguments) => _installation.RunCtlAsync(arguments);

    /// <summary>The node's process id, for looking at it from outside; 0 before its first start.</summary>
    public int ProcessId => _nodeProcessId;

    /// <summary>Kills the node and forgets its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _installation.Delete();
        _gate.Dispose();
    }

    private async Task StartNodeAsync()
    {
        ProcessStartInfo start = _installation.NewStartInfo("sh", ["-c", EndsWithUs, "sh", .. _installation.NodeCommand]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        _shell = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        _nodeProcessId = int.Parse(await _shell.StandardOutput.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(AnswersAsync, StartLimit, $"RabbitMQ answers; its log: {_installation.LogDirectory}");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            ConnectionFactory factory = new() { Uri = Uri, AutomaticRecoveryEnabled = false };
            await using IConnection connection = await factory.CreateConnectionAsync();
            await connection.CloseAsync();
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _nodeProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
