using System.Net;

namespace Telemetry.Server.Settings;

/// <summary>Reads the options wherever they stand and says what is wrong with them.</summary>
/// <param name="commandLine">The value given on the command line; null when there is none.</param>
/// <param name="configuration">Files and environment.</param>
internal sealed class SettingsReader(Func<ServerOption, string?> commandLine, IConfiguration configuration)
{
    /// <exception cref="SettingsException">A value is wrong, or two do not fit together.</exception>
    public ServerSettings Read()
    {
        ServerRoles roles = ReadRoles();
        var settings = new ServerSettings
        {
            DataDirectory = Path.GetFullPath(Value(ServerOption.Data) ?? ""),
            Roles = roles,
            Http = ReadAddress(ServerOption.Http),
            OtlpGrpc = ReadAddress(ServerOption.OtlpGrpc),
            OtlpHttp = ReadAddress(ServerOption.OtlpHttp),
            RabbitMq = ReadQueue(),
            ClickHouse = Value(ServerOption.ClickHouse) is { } store && !Is(store, "embedded") ? store : null,
            Postgres = ReadControl(),
            Api = ReadApi(roles),
            LogFormat = ReadWord(ServerOption.LogFormat, "simple", "json"),
        };
        return settings;
    }

    private ServerRoles ReadRoles()
    {
        string text = Value(ServerOption.Roles) ?? "";
        ServerRoles roles = ServerRoles.None;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            // Not Enum.TryParse alone: it would take '3' and 'None' too.
            if (!word.All(char.IsAsciiLetter) || Is(word, nameof(ServerRoles.None)) || !Enum.TryParse(word, ignoreCase: true, out ServerRoles role))
            {
                throw Wrong(ServerOption.Roles, text, "name one or more of gateway,worker,query,alerting,web, with commas between");
            }

            roles |= role;
        }

        return roles;
    }

    private IPEndPoint ReadAddress(ServerOption option)
    {
        string text = Value(option) ?? "";
        return ListenAddress.TryParse(text)
            ?? throw Wrong(option, text, $"write IP:PORT, such as {option.Default}, with port 0 for any free port");
    }

    private Uri? ReadQueue()
    {
        bool isRabbitMq = Is(ReadWord(ServerOption.Queue, "sqlite", "rabbitmq"), "rabbitmq");
        string? text = Value(ServerOption.RabbitMq);
        if (isRabbitMq != text is not null)
        {
            throw new SettingsException(isRabbitMq
                ? $"--queue rabbitmq needs --rabbitmq {ServerOption.RabbitMq.ValueName} (or {ServerOption.RabbitMq.EnvironmentVariable})."
                : "--rabbitmq is given, but the queue is sqlite: add --queue rabbitmq, or leave --rabbitmq out.");
        }

        // The text may hold a password, so it is not repeated.
        return text is null ? null
            : Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "amqp" or "amqps" ? uri
            : throw new SettingsException("--rabbitmq is not an address: write amqp://USER:PASSWORD@HOST:PORT/VHOST.");
    }

    private string? ReadControl()
    {
        string text = Value(ServerOption.Control) ?? "";
        string[] words = text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var kind] when Is(kind, "sqlite") => null,
            [var kind, var connection] when Is(kind, "postgres") => connection,
            [var kind] when Is(kind, "postgres") => throw new SettingsException("--control postgres needs a connection string: --control postgres 'Host=db;Username=u;Password=p;Database=telemetry'."),
            _ => throw new SettingsException("--control must be 'sqlite', or 'postgres' and a connection string."),
        };
    }

    private Uri? ReadApi(ServerRoles roles)
    {
        string? text = Value(ServerOption.Api);
        if (text is null)
        {
            return (roles & (ServerRoles.Web | ServerRoles.Query)) != ServerRoles.Web ? null
                : throw new SettingsException("The web role without the query role needs --api URL: the address of the process that has it.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri
            : throw Wrong(ServerOption.Api, text, "write an address such as http://query:8080");
    }

    private string ReadWord(ServerOption option, params ReadOnlySpan<string> words)
    {
        string text = Value(option) ?? "";
        foreach (string word in words)
        {
            if (Is(word, text))
            {
                return word;
            }
        }

        throw Wrong(option, text, $"it must be {string.Join(" or ", words.ToArray())}");
    }

    // An empty value counts as none: that is what an unset variable of a compose file looks like.
    private string? Value(ServerOption option)
    {
        string?[] candidates = [commandLine(option), configuration[option.EnvironmentVariable], configuration[option.ConfigurationKey], option.Default];
        return candidates.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();
    }

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static SettingsException Wrong(ServerOption option, string text, string advice) =>
        new($"{option.Name} '{text}' is wrong: {advice} (also {option.EnvironmentVariable} in the environment).");
}
