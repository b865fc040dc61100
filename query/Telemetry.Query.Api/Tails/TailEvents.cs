using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Logs;

namespace Telemetry.Query.Api.Tails;

/// <summary>What a tail says.</summary>
internal sealed class TailEvents(EventWriter writer, string? query, LogTailFactory shared)
{
    private const string Alive = "alive";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly JsonSerializerOptions _json = shared.Json.SerializerOptions;
    private readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(shared.Options.HeartbeatSeconds);
    private long _lastWritten;

    /// <summary>The start: sent at once, so that the client knows where it stands before anything comes.</summary>
    public ValueTask BeginAsync(TailPosition position, CancellationToken cancellationToken)
    {
        writer.WriteRetry(Retry);
        writer.WritePlace(Alive, position.Write(query));
        return FlushAsync(cancellationToken);
    }

    /// <summary>Says that the tail is still there, when it has been silent for long. With the place, so that a client that comes back need not be told old things.</summary>
    public async ValueTask HeartbeatAsync(TailPosition position, CancellationToken cancellationToken)
    {
        if (shared.Time.GetElapsedTime(_lastWritten) >= _heartbeat)
        {
            writer.WritePlace(Alive, position.Write(query));
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Sends records, those left out first as a number. Returns how many.</summary>
    public async ValueTask<int> SendAsync(StoredArrivals arrivals, TailPosition position, CancellationToken cancellationToken)
    {
        // A client that comes back in the middle has been told.
        if (arrivals.LeftOut > 0 && position.Sent == 0)
        {
            await WriteAsync("dropped", id: null, new TailDropped(arrivals.LeftOut), cancellationToken);
        }

        int last = arrivals.Items.Count - 1;
        for (int i = position.Sent; i <= last; i++)
        {
            TailPosition place = i == last ? TailPosition.Behind(position.Blocks.Until) : position with { Sent = i + 1 };
            await WriteAsync(name: null, place.Write(query), LogItems.From(arrivals.Items[i]), cancellationToken);
        }

        if (arrivals.Items.Count == 0)
        {
            await HeartbeatAsync(TailPosition.Behind(position.Blocks.Until), cancellationToken);
            return 0;
        }

        await FlushAsync(cancellationToken);
        return arrivals.Items.Count - Math.Min(position.Sent, arrivals.Items.Count);
    }

    /// <summary>Says why the stream ends.</summary>
    public async ValueTask FailAsync(ProblemDetails problem, CancellationToken cancellationToken)
    {
        await WriteAsync("failed", id: null, problem, cancellationToken);
        await FlushAsync(cancellationToken);
    }

    private ValueTask WriteAsync<T>(string? name, string? id, T data, CancellationToken cancellationToken) =>
        writer.WriteAsync(name, id, JsonSerializer.SerializeToUtf8Bytes(data, _json), cancellationToken);

    private ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _lastWritten = shared.Time.GetTimestamp();
        return writer.FlushAsync(cancellationToken);
    }
}
