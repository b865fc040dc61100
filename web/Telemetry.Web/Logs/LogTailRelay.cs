using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Logs;

/// <summary>
/// Passes a tail on. Events for the script: <c>rows</c> with their count and their HTML, newest first, and the id to come back with;
/// <c>dropped</c> with a number; <c>failed</c> with a sentence. Lines that start with <c>:</c> say that the stream is alive.
/// </summary>
internal sealed class LogTailRelay(SseParser<string> events, HttpResponse response, LogRowRenderer rows, TimeProvider time)
{
    private const int MaxBatch = 200;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly List<LogItem> _batch = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>Returns when either side ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would gather the answer.
        try
        {
            await SendAsync(": open\n\n", cancellationToken);
            await PassOnAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // The reader left, the server stops, or the API went away: the script connects again and says so.
        }
    }

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var source = events.EnumerateAsync(ends.Token).GetAsyncEnumerator(ends.Token);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            await PassOnAsync(source, next, cancellationToken);
        }
        finally
        {
            // A read that is under way must end before what it reads from is disposed.
            await ends.CancelAsync();
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassOnAsync(IAsyncEnumerator<SseItem<string>> source, Task<bool> first, CancellationToken cancellationToken)
    {
        var next = first;
        while (true)
        {
            _reading = next;
            if (!next.IsCompleted && _batch.Count > 0)
            {
                await FlushAsync(cancellationToken);
            }

            if (!await ArrivesAsync(next, cancellationToken))
            {
                await SendAsync(": alive\n\n", cancellationToken);
                continue;
            }

            if (!await next)
            {
                return;
            }

            await TakeAsync(source.Current, cancellationToken);
            next = source.MoveNextAsync().AsTask();
        }
    }

    private async Task<bool> ArrivesAsync(Task next, CancellationToken cancellationToken) =>
        next.IsCompleted || await Task.WhenAny(next, Task.Delay(Heartbeat, time, cancellationToken)) == next;

    private async Task TakeAsync(SseItem<string> item, CancellationToken cancellationToken)
    {
        switch (item.EventType)
        {
            case "message" when JsonSerializer.Deserialize(item.Data, ApiJson.Default.LogItem) is { } record:
                _batch.Add(record);
                break;
            case "dropped" when JsonSerializer.Deserialize(item.Data, ApiJson.Default.TailDropped) is { } dropped:
                await FlushAsync(cancellationToken);
                await SendAsync($"event: dropped\ndata: {dropped.Count}\n\n", cancellationToken);
                break;
            case "failed":
                var problem = JsonSerializer.Deserialize(item.Data, ApiJson.Default.ApiProblem);
                await SendAsync($"event: failed\ndata: {JsonSerializer.Serialize(problem?.Detail ?? "", ApiJson.Default.String)}\n\n", cancellationToken);
                break;
        }

        if (_batch.Count >= MaxBatch)
        {
            await FlushAsync(cancellationToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        var count = _batch.Count;
        _batch.Reverse();
        var html = await rows.RenderAsync(_batch);
        _batch.Clear();
        await SendAsync($"id: {events.LastEventId}\nevent: rows\ndata: {{\"count\":{count},\"html\":{JsonSerializer.Serialize(html, ApiJson.Default.String)}}}\n\n", cancellationToken);
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
