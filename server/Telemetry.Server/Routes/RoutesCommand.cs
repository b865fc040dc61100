using System.CommandLine;
using System.Net;
using Telemetry.Server.Commands;
using Telemetry.Server.Listeners;
using Telemetry.Server.Settings;

namespace Telemetry.Server.Routes;

/// <summary><c>routes</c>: every address and who may use it. The whole server is put together for it, and not started.</summary>
internal static class RoutesCommand
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    public static Command Create(OptionSet options, Func<ServerSettings, ListenerSockets, WebApplication> build)
    {
        var command = new Command("routes", "Prints every address of the server and the policy that says who may use it.");
        command.SetAction((parsed, _) => ServerCommand.RefuseWithSentenceAsync(() => PrintAsync(options.Read(parsed), build)));
        return command;
    }

    private static async Task<int> PrintAsync(ServerSettings settings, Func<ServerSettings, ListenerSockets, WebApplication> build)
    {
        // A directory and doors of its own: a server that runs here is not disturbed.
        DirectoryInfo directory = Directory.CreateTempSubdirectory("telemetry-routes-");
        try
        {
            ServerSettings apart = settings with { DataDirectory = directory.FullName, Http = AnyPort, OtlpGrpc = AnyPort, OtlpHttp = AnyPort };
            using ListenerSockets sockets = ListenerSockets.Bind(apart);
            await using WebApplication app = build(apart, sockets);
            await Console.Out.WriteAsync(RouteManifest.Render(((IEndpointRouteBuilder)app).DataSources));
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
