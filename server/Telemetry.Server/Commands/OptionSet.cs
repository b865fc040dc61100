using System.CommandLine;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Commands;

/// <summary>The server's options on a command. All take text: what it means, and whether it is right, <see cref="SettingsReader"/> says once for every source.</summary>
internal sealed class OptionSet
{
    private readonly Dictionary<ServerOption, Option<string>> _options = [];

    /// <summary>Adds them to the command and to those below it.</summary>
    public OptionSet(Command command)
    {
        foreach (ServerOption option in ServerOption.All)
        {
            Option<string> added = Create(option);
            _options.Add(option, added);
            command.Add(added);
        }
    }

    /// <exception cref="SettingsException">A value is wrong.</exception>
    public ServerSettings Read(ParseResult parsed)
    {
        IConfiguration files = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().Build();
        return new SettingsReader(option => parsed.GetValue(_options[option]), files).Read();
    }

    private static Option<string> Create(ServerOption option) => new(option.Name)
    {
        Description = option.Default is null ? option.Help : $"{option.Help} [default: {option.Default}]",
        HelpName = option.ValueName,
        Recursive = true,
        // '--control postgres CONNECTION' is two words, and one in the environment.
        CustomParser = words => string.Join(' ', words.Tokens.Select(word => word.Value)),
        Arity = option == ServerOption.Control ? new ArgumentArity(1, 2) : ArgumentArity.ExactlyOne,
        AllowMultipleArgumentsPerToken = option == ServerOption.Control,
    };
}
