using System.Text.Json.Serialization;

namespace Telemetry.Server.Announcement;

/// <summary>What <c>ready.json</c> says: where everything is. Null: no process has it.</summary>
internal sealed record ReadyReport
{
    public required string? Web { get; init; }

    public required string? Api { get; init; }

    public required string? OtlpGrpc { get; init; }

    public required string? OtlpHttp { get; init; }

    public required ReadyProject? Project { get; init; }

    /// <summary>An API token with the bootstrap administrator's rights.</summary>
    public required string? AdminToken { get; init; }

    /// <summary>Works once.</summary>
    public required string? LoginUrl { get; init; }

    /// <summary>Whether it names no address.</summary>
    [JsonIgnore]
    public bool IsEmpty => Web is null && Api is null && OtlpGrpc is null && OtlpHttp is null;

    /// <summary>This, and where it is silent, the other.</summary>
    public ReadyReport Over(ReadyReport other) => new()
    {
        Web = Web ?? other.Web,
        Api = Api ?? other.Api,
        OtlpGrpc = OtlpGrpc ?? other.OtlpGrpc,
        OtlpHttp = OtlpHttp ?? other.OtlpHttp,
        Project = Project?.Dsn is null ? other.Project ?? Project : Project,
        AdminToken = AdminToken ?? other.AdminToken,
        LoginUrl = LoginUrl ?? other.LoginUrl,
    };

    /// <summary>This without what the other says.</summary>
    public ReadyReport Without(ReadyReport other) => new()
    {
        Web = Unless(Web, other.Web),
        Api = Unless(Api, other.Api),
        OtlpGrpc = Unless(OtlpGrpc, other.OtlpGrpc),
        OtlpHttp = Unless(OtlpHttp, other.OtlpHttp),
        Project = Project?.Dsn is { } dsn && dsn == other.Project?.Dsn ? Project with { Dsn = null } : Project,
        AdminToken = Unless(AdminToken, other.AdminToken),
        LoginUrl = Unless(LoginUrl, other.LoginUrl),
    };

    private static string? Unless(string? value, string? other) => value == other ? null : value;
}

/// <summary>The first project and a key of it.</summary>
/// <param name="Id">Decimal.</param>
/// <param name="Name">Shown to users.</param>
/// <param name="Key">The public ingest key.</param>
/// <param name="Dsn">For Sentry clients; null without the gateway role.</param>
internal sealed record ReadyProject(string Id, string Name, string Key, string? Dsn);
