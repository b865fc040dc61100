using System.Globalization;
using Telemetry.Server.Listeners;

namespace Telemetry.Server.Settings;

/// <summary>Tells each part its own settings, in the configuration section where the part looks for them.</summary>
internal static class SettingsConfiguration
{
    /// <summary>Where things are unless files or environment say otherwise: below the data directory.</summary>
    public static Dictionary<string, string?> Defaults(ServerSettings settings) => new()
    {
        ["Control:Directory"] = Path.Combine(settings.DataDirectory, "control"),
        ["Queue:Directory"] = Path.Combine(settings.DataDirectory, "queue"),
        ["Storage:Directory"] = Path.Combine(settings.DataDirectory, "engine"),
    };

    /// <summary>What the options say; above files and environment. Options that say nothing are absent.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Chosen(ServerSettings settings) => Said(new()
    {
        ["Logging:Console:FormatterName"] = settings.LogFormat,
        ["Control:Kind"] = settings.Postgres is null ? "sqlite" : "postgres",
        ["Control:ConnectionString"] = settings.Postgres,
        ["Queue:Kind"] = settings.RabbitMq is null ? "sqlite" : "rabbitmq",
        ["Queue:RabbitMqUri"] = settings.RabbitMq?.OriginalString,
        ["Storage:ConnectionString"] = settings.ClickHouse,
        ["Web:ApiAddress"] = settings.Api?.ToString(),
    });

    /// <summary>What follows from the doors that were opened.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Doors(ListenerSockets sockets) => Said(new()
    {
        ["Web:OtlpHttpAddress"] = sockets.Find(Listener.OtlpHttp)?.GetLeftPart(UriPartial.Authority),
        ["OwnTelemetry:IngestPorts:0"] = Port(sockets.Find(Listener.OtlpGrpc)),
        ["OwnTelemetry:IngestPorts:1"] = Port(sockets.Find(Listener.OtlpHttp)),
    });

    private static IEnumerable<KeyValuePair<string, string?>> Said(Dictionary<string, string?> settings) => settings.Where(setting => setting.Value is not null);

    private static string? Port(Uri? address) => address?.Port.ToString(CultureInfo.InvariantCulture);
}
