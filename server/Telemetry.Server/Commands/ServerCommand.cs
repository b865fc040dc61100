using System.CommandLine;
using System.CommandLine.Invocation;
using Telemetry.Server.DeadLetters;
using Telemetry.Server.Listeners;
using Telemetry.Server.Routes;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Commands;

/// <summary>The command line: options and help from <see cref="ServerOption.All"/>.</summary>
internal static class ServerCommand
{
    /// <summary>Exit code when the server was not started because of what it was told or given.</summary>
    public const int Refused = 2;

    private const string Description = """
        Telemetry: logs, traces and crashes of Python applications, on your own machine.

        Every option can stand in the environment too (--otlp-grpc as TELEMETRY_OTLP_GRPC) or in appsettings.json (as Server:OtlpGrpc).
        """;

    /// <summary>Reads the arguments and runs what they ask for. Returns the exit code.</summary>
    public static async Task<int> RunAsync(
        string[] args, Func<ServerSettings, Task> serve, Func<ServerSettings, ListenerSockets, WebApplication> build)
    {
        var root = new RootCommand(Description);
        var options = new OptionSet(root);
        root.Add(DeadLettersCommand.Create(options));
        root.Add(RoutesCommand.Create(options, build));
        root.SetAction((parsed, _) => RefuseWithSentenceAsync(async () =>
        {
            await serve(options.Read(parsed));
            return 0;
        }));
        // Ctrl-C and SIGTERM belong to the host, which takes its time to finish; the library's own handling would cut that short.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        ParseResult result = root.Parse(args);
        if (result.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
        }

        int code = await result.InvokeAsync(invocation);
        return result.Errors.Count > 0 ? Refused : code;
    }

    /// <summary>Runs it, and turns a failure that is somebody's to mend into a sentence and an exit code.</summary>
    public static async Task<int> RefuseWithSentenceAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (StartRefusal.Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Refused;
        }
    }
}
