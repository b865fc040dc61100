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
    public static IEnumerable<KeyValuePair<string, string?>> Chosen(ServerSettings settings, ListenerSockets sockets)
    {
        Dictionary<string, string?> chosen = new()
        {
            ["Logging:Console:FormatterName"] = settings.LogFormat,
            ["Control:Kind"] = settings.Postgres is null ? "sqlite" : "postgres",
            ["Control:ConnectionString"] = settings.Postgres,
            ["Queue:Kind"] = settings.RabbitMq is null ? "sqlite" : "rabbitmq",
            ["Queue:RabbitMqUri"] = settings.RabbitMq?.OriginalString,
            ["Storage:ConnectionString"] = settings.ClickHouse,
            ["Web:ApiAddress"] = (settings.Api ?? sockets.AddressOf(Listener.Http)).ToString(),
            ["Web:OtlpHttpAddress"] = sockets.Has(Listener.OtlpHttp) ? sockets.AddressOf(Listener.OtlpHttp).ToString().TrimEnd('/') : null,
        };
        foreach ((int index, Listener listener) in new[] { Listener.OtlpGrpc, Listener.OtlpHttp }.Where(sockets.Has).Index())
        {
            chosen[$"OwnTelemetry:IngestPorts:{index}"] = sockets.AddressOf(listener).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return chosen.Where(setting => setting.Value is not null);
    }
}
