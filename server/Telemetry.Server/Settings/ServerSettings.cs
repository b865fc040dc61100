using System.Net;

namespace Telemetry.Server.Settings;

/// <summary>All options, understood and checked.</summary>
internal sealed record ServerSettings
{
    /// <summary>Full path.</summary>
    public required string DataDirectory { get; init; }

    public required ServerRoles Roles { get; init; }

    public required IPEndPoint Http { get; init; }

    public required IPEndPoint OtlpGrpc { get; init; }

    public required IPEndPoint OtlpHttp { get; init; }

    /// <summary>Null: the SQLite queue.</summary>
    public required Uri? RabbitMq { get; init; }

    /// <summary>Null: the embedded engine.</summary>
    public required string? ClickHouse { get; init; }

    /// <summary>Null: the SQLite control database.</summary>
    public required string? Postgres { get; init; }

    /// <summary>Null: this process has the API itself, or needs none.</summary>
    public required Uri? Api { get; init; }

    /// <summary>The name of a console formatter.</summary>
    public required string LogFormat { get; init; }

    public bool Has(ServerRoles role) => (Roles & role) != 0;
}
