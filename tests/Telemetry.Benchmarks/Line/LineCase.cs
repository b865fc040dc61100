using Telemetry.Model;

namespace Telemetry.Benchmarks.Line;

/// <summary>A way to send items through the line.</summary>
internal sealed record LineCase
{
    public required string Name { get; init; }

    /// <summary><c>sqlite</c> or <c>rabbitmq</c>.</summary>
    public required string Queue { get; init; }

    /// <summary>Gateway and worker in processes of their own; else one process with every role.</summary>
    public bool IsSplit { get; init; } = true;

    public Signal Signal { get; init; } = Signal.Logs;

    public int ItemsPerRequest { get; init; } = 1000;

    /// <summary>Measured; a multiple of a floor file's rows when the floor is run.</summary>
    public int Items { get; init; } = 2_000_000;

    /// <summary>Sent before, until code is compiled and files have their size.</summary>
    public int WarmUpItems { get; init; } = 1_000_000;

    /// <summary>Clients, each with one request in flight.</summary>
    public int Connections { get; init; } = 12;

    public bool Gzip { get; init; }

    public int Projects { get; init; } = 1;

    /// <summary>Whether the same rows are inserted as ready-made files afterwards.</summary>
    public bool HasFloor { get; init; }

    public string Table => Signal == Signal.Logs ? "otel_logs" : "otel_traces";

    /// <summary>All of them, in the order in which they run.</summary>
    public static IReadOnlyList<LineCase> All { get; } =
    [
        new() { Name = "logs-sqlite", Queue = "sqlite", HasFloor = true },
        new() { Name = "logs-rabbitmq", Queue = "rabbitmq", HasFloor = true },
        new() { Name = "logs-one-process", Queue = "sqlite", IsSplit = false, HasFloor = true },
        new() { Name = "spans-sqlite", Queue = "sqlite", Signal = Signal.Spans, HasFloor = true },
        new() { Name = "spans-rabbitmq", Queue = "rabbitmq", Signal = Signal.Spans, HasFloor = true },
        new() { Name = "small-sqlite", Queue = "sqlite", ItemsPerRequest = 10, Items = 500_000, WarmUpItems = 300_000, Connections = 128 },
        new() { Name = "small-rabbitmq", Queue = "rabbitmq", ItemsPerRequest = 10, Items = 500_000, WarmUpItems = 300_000, Connections = 128 },
        new() { Name = "gzip-sqlite", Queue = "sqlite", Gzip = true, Items = 1_000_000 },
        new() { Name = "gzip-rabbitmq", Queue = "rabbitmq", Gzip = true, Items = 1_000_000 },
        new() { Name = "projects-sqlite", Queue = "sqlite", Projects = 20, Connections = 20, Items = 1_000_000 },
        new() { Name = "projects-rabbitmq", Queue = "rabbitmq", Projects = 20, Connections = 20, Items = 1_000_000 },
    ];
}
