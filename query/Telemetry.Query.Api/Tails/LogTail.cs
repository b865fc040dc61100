using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Query.Api.Problems;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;

namespace Telemetry.Query.Api.Tails;

/// <summary>The answer that does not end: a stream of log records, until the client or the server goes away.</summary>
internal sealed class LogTail(LogTailFactory shared, ProjectId project, string? queryText, SearchNode query, TailPosition start) : IResult
{
    // Half a second is soon enough for a person, and makes an idle tail cheap.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    private TailPosition _position = start;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!shared.Places.TryEnter())
        {
            FailureFilter.AskToRetry(httpContext);
            await ApiProblem.Busy($"{shared.Options.MaxTails} tails are open, which is the limit of this server. Close one, or try again later.").ExecuteAsync(httpContext);
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, shared.Stopping);
        using var age = new CancellationTokenSource(TimeSpan.FromMinutes(shared.Options.MaxMinutes), shared.Time);
        using CancellationTokenRegistration old = age.Token.Register(ends.Cancel);
        try
        {
            await StreamAsync(httpContext, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The end of every tail.
        }
        finally
        {
            shared.Places.Leave();
        }
    }

    private async Task StreamAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        // nginx gathers answers otherwise: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var events = new TailEvents(new EventWriter(context.Response.BodyWriter), queryText, shared);
        await events.BeginAsync(_position, cancellationToken);
        while (true)
        {
            TimeSpan pause = await StepAsync(events, cancellationToken) is { } sent ? Pause(sent) : Timeout.InfiniteTimeSpan;
            if (pause == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            await Task.Delay(pause, shared.Time, cancellationToken);
        }
    }

    /// <summary>Sends what has come since the last step. How many records; null when the stream is over.</summary>
    private async Task<int?> StepAsync(TailEvents events, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
            if (_position.Blocks.IsEmpty)
            {
                await events.HeartbeatAsync(_position, cancellationToken);
                return 0;
            }

            StoredArrivals arrivals = await shared.Reader.ReadAsync(project, _position.Blocks, query, shared.Options.MaxRecordsPerSecond, cancellationToken);
            int sent = await events.SendAsync(arrivals, _position, cancellationToken);
            _position = TailPosition.Behind(_position.Blocks.Until);
            return sent;
        }
        catch (QueryFailedException exception) when (exception.Failure is QueryFailure.Busy or QueryFailure.Unavailable)
        {
            // The same inserts are asked for again: nothing is lost by waiting.
            await events.HeartbeatAsync(_position, cancellationToken);
            return 0;
        }
        catch (QueryFailedException exception)
        {
            await events.FailAsync(ApiProblem.TooExpensive(exception.Message).ProblemDetails, cancellationToken);
            return null;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!_position.Blocks.IsEmpty)
        {
            return;
        }

        long newest = await shared.Reader.FindNewestAsync(fresh: false, cancellationToken);
        if (newest == 0)
        {
            // No part at all. The store is starting and has not loaded the table yet: going back to the beginning would show everything again.
            return;
        }

        // Lower than before: the newest parts were deleted. What comes next may take their numbers.
        _position = newest > _position.Blocks.Until ? _position with { Blocks = new BlockRange(_position.Blocks.Until, newest) } : TailPosition.Behind(newest);
    }

    private TimeSpan Pause(int sent)
    {
        var pace = TimeSpan.FromSeconds((double)sent / shared.Options.MaxRecordsPerSecond);
        return pace > Tick ? pace : Tick;
    }
}
