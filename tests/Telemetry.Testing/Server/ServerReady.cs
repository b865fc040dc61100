namespace Telemetry.Testing.Server;

/// <summary>What <c>ready.json</c> says, in the shape of the contract.</summary>
public sealed record ServerReady(
    string? Web, string? Api, string? OtlpGrpc, string? OtlpHttp, ServerReadyProject? Project, string? AdminToken, string? LoginUrl);

/// <summary>The project in it.</summary>
public sealed record ServerReadyProject(string Id, string Name, string Key, string? Dsn);
