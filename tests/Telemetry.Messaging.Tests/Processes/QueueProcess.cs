using System.Diagnostics;
using System.Text.Json;

namespace Telemetry.Messaging.Tests.Processes;

/// <summary>A queue in a process of its own, to be killed. Commands go in and answers come out line by line (<see cref="QueueProcessMain"/>).</summary>
public sealed class QueueProcess : IDisposable
{
    public const string Argument = "--queue-process";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private QueueProcess(Process process) => _process = process;

    /// <summary>Starts it; <paramref name="shell"/> is run first, in a shell that may mount things for this process alone.</summary>
    public static async Task<QueueProcess> StartAsync(QueueOptions options, string? shell = null)
    {
        string[] self = [Environment.ProcessPath!, Argument, JsonSerializer.Serialize(options)];
        string[] command = shell is null ? self : [.. OwnMounts, "sh", "-c", $"{shell}; exec \"$@\"", "sh", .. self];
        Process process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        QueueProcess queue = new(process);
        await queue.ExpectAsync("ready");
        return queue;
    }

    /// <summary>Sends a command and returns the first line of the answer.</summary>
    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command);
        return await ReadAsync();
    }

    public Task SendAsync(string command) => _process.StandardInput.WriteLineAsync(command);

    public async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerLimit) ?? throw new InvalidOperationException("The process ended.");

    /// <summary>Like kill -9; returns what it still had said.</summary>
    public async Task<string[]> KillAsync()
    {
        _process.Kill();
        string rest = await _process.StandardOutput.ReadToEndAsync().WaitAsync(AnswerLimit);
        await _process.WaitForExitAsync();

        // A line that was cut off by the kill was not said.
        return rest.Split('\n')[..^1];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string[] OwnMounts => Environment.UserName == "root" ? ["unshare", "--mount"] : ["unshare", "--user", "--map-root-user", "--mount"];

    private async Task ExpectAsync(string line)
    {
        string answer = await ReadAsync();
        if (answer != line)
        {
            throw new InvalidOperationException($"The process said: {answer}");
        }
    }
}
