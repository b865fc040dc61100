using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Telemetry.Messaging.Tests.Processes;

/// <summary>
/// The other side of <see cref="QueueProcess"/>. Ends with its standard input. Commands:
/// <c>publish COUNT BYTES</c> answers one line each, <c>stored ID</c> or <c>STATUS SENTENCE</c>;
/// <c>flood BYTES</c> does the same without end, 16 at a time;
/// <c>receive</c> answers <c>batch ID ATTEMPT MESSAGE,MESSAGE…</c>; <c>ack</c> answers <c>ok</c> or <c>failed SENTENCE</c>;
/// <c>shell COMMAND</c> answers the exit code; <c>status</c> answers <c>AVAILABLE MESSAGES SENTENCE</c>.
/// </summary>
internal static class QueueProcessMain
{
    private static readonly BatchLimits Limits = QueueContract.Limits;

    private static DeliveredBatch? _batch;

    public static async Task<int> RunAsync(string options)
    {
        await using ITelemetryQueue queue = QueueFactory.New(JsonSerializer.Deserialize<QueueOptions>(options)!);
        await queue.StartAsync(CancellationToken.None);
        Say("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            await ExecuteAsync(queue, words[0], words[1..]);
        }

        return 0;
    }

    private static async Task ExecuteAsync(ITelemetryQueue queue, string command, string[] arguments)
    {
        switch (command)
        {
            case "publish":
                for (int i = 0; i < int.Parse(arguments[0]); i++)
                {
                    await PublishAsync(queue, int.Parse(arguments[1]));
                }

                break;
            case "flood":
                for (int i = 0; i < 16; i++)
                {
                    _ = FloodAsync(queue, int.Parse(arguments[0]));
                }

                break;
            case "receive":
                _batch = await queue.ReceiveAsync(Lane.Logs, Limits, CancellationToken.None);
                Say($"batch {_batch.Id} {_batch.Attempt} {string.Join(',', _batch.Messages.Select(message => message.Id))}");
                break;
            case "ack":
                Say(await AcknowledgeAsync(queue));
                break;
            case "shell":
                using (Process shell = Process.Start("sh", ["-c", string.Join(' ', arguments)]))
                {
                    await shell.WaitForExitAsync();
                    Say(shell.ExitCode.ToString());
                }

                break;
            case "status":
                QueueStatus status = await queue.GetStatusAsync(CancellationToken.None);
                Say($"{status.IsAvailable} {status.Lanes.Sum(lane => lane.Messages)} {status.Detail}");
                break;
        }
    }

    private static async Task FloodAsync(ITelemetryQueue queue, int bytes)
    {
        while (true)
        {
            await PublishAsync(queue, bytes);
        }
    }

    private static async Task PublishAsync(ITelemetryQueue queue, int bytes)
    {
        QueueMessage message = new(Guid.CreateVersion7(), Lane.Logs, 1, RandomNumberGenerator.GetBytes(bytes));
        PublishResult result = await queue.PublishAsync(message, CancellationToken.None);
        Say(result.Status == PublishStatus.Stored ? $"stored {message.Id}" : $"{result.Status} {result.Detail}");
    }

    private static async Task<string> AcknowledgeAsync(ITelemetryQueue queue)
    {
        try
        {
            await queue.AcknowledgeAsync(_batch!, CancellationToken.None);
            return "ok";
        }
        catch (QueueException exception)
        {
            return $"failed {exception.Message}";
        }
    }

    private static void Say(string line)
    {
        lock (Limits.GetType())
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
