namespace Telemetry.Server.Settings;

/// <summary>An option of the server: on the command line, in the environment, or as a configuration key, in that order.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="ValueName">What stands for the value in the help text.</param>
/// <param name="Default">What holds when nobody says anything; null: nothing.</param>
/// <param name="Help">A line of help.</param>
internal sealed record ServerOption(string Name, string ValueName, string? Default, string Help)
{
    /// <summary>Everything that survives a restart.</summary>
    public static readonly ServerOption Data = new("--data", "DIR", "./data",
        "Everything that must survive a restart. Made if missing.");

    public static readonly ServerOption Roles = new("--roles", "LIST", "all",
        "What this process does, of gateway,worker,query,alerting,web. 'alerting' is accepted and has nothing to do yet.");

    public static readonly ServerOption Http = new("--http", "ADDR", "127.0.0.1:8080",
        "Web pages, query API, health and metrics. Port 0: any free port.");

    public static readonly ServerOption OtlpGrpc = new("--otlp-grpc", "ADDR", "127.0.0.1:4317",
        "OTLP over gRPC. Port 0: any free port.");

    public static readonly ServerOption OtlpHttp = new("--otlp-http", "ADDR", "127.0.0.1:4318",
        "OTLP over HTTP. Port 0: any free port.");

    public static readonly ServerOption Queue = new("--queue", "KIND", "sqlite",
        "The queue between gateway and worker: sqlite (a file below DIR) or rabbitmq.");

    public static readonly ServerOption RabbitMq = new("--rabbitmq", "URI", null,
        "amqp://USER:PASSWORD@HOST:PORT/VHOST, with --queue rabbitmq. Better in the environment, as it holds a password.");

    public static readonly ServerOption ClickHouse = new("--clickhouse", "STORE", "embedded",
        "'embedded', or a connection string such as 'Host=ch;Port=8123;Username=u;Password=p;Database=telemetry'.");

    public static readonly ServerOption Control = new("--control", "DATABASE", "sqlite",
        "Projects and keys: sqlite (a file below DIR), or: postgres CONNECTION.");

    public static readonly ServerOption Api = new("--api", "URL", null,
        "Where the web role finds the query API, when the query role runs in another process.");

    public static readonly ServerOption LogFormat = new("--log-format", "FORMAT", "simple",
        "Of our own log on standard error: simple or json.");

    /// <summary>All of them, in the order of the help text.</summary>
    public static IReadOnlyList<ServerOption> All { get; } = [Data, Roles, Http, OtlpGrpc, OtlpHttp, Queue, RabbitMq, ClickHouse, Control, Api, LogFormat];

    /// <summary>For example <c>TELEMETRY_OTLP_GRPC</c>.</summary>
    public string EnvironmentVariable => "TELEMETRY_" + Name[2..].Replace('-', '_').ToUpperInvariant();

    /// <summary>For example <c>Server:OtlpGrpc</c>; in the environment also <c>Server__OtlpGrpc</c>.</summary>
    public string ConfigurationKey => "Server:" + string.Concat(Name[2..].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
