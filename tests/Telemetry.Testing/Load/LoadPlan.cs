using Telemetry.Model;
using Telemetry.Testing.Load.Requests;

namespace Telemetry.Testing.Load;

/// <summary>What to send, where, and how fast.</summary>
public sealed record LoadPlan
{
    /// <summary>The gRPC address; asked for before every request, because a server that was restarted may listen elsewhere.</summary>
    public required Func<Uri> Address { get; init; }

    /// <summary>Logs or spans; the source's templates must be of that kind.</summary>
    public required Signal Signal { get; init; }

    /// <summary>The requests.</summary>
    public required RequestSource Source { get; init; }

    /// <summary>One or more ingest keys; connection n uses key n modulo their number.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Clients, each with one connection and one request in flight.</summary>
    public required int Connections { get; init; }

    /// <summary>Number of the first request; record ids follow from it, so runs into the same tables must not overlap.</summary>
    public long FirstRequest { get; init; }

    /// <summary>Requests to send; without a limit the run ends when its token says so.</summary>
    public long Requests { get; init; } = long.MaxValue;

    /// <summary>All clients together; null as fast as answers come.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Send the same bytes again after a retryable answer. Off where each request's fate is to be told apart.</summary>
    public bool RetryRefused { get; init; }

    /// <summary>A request without an answer after this time is given up.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
