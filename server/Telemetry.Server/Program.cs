using Telemetry.Control;
using Telemetry.Server.Commands;
using Telemetry.Server.Hosting;
using Telemetry.Server.Listeners;
using Telemetry.Server.Settings;
using Telemetry.ServiceDefaults;

return await ServerCommand.RunAsync(args, ServeAsync, Build);

static async Task ServeAsync(ServerSettings settings)
{
    using ListenerSockets sockets = ListenerSockets.Bind(settings);
    await ServerHost.RunAsync(Build(settings, sockets));
}

static WebApplication Build(ServerSettings settings, ListenerSockets sockets)
{
    WebApplicationBuilder builder = ServerHost.CreateBuilder(settings, sockets);
    builder.AddTelemetryServiceDefaults();
    builder.Services.AddTelemetryControl();
    builder.Services.AddRoles(builder.Configuration, settings);

    WebApplication app = builder.Build();
    app.MapTelemetryServiceDefaults();
    app.MapRoles(settings, sockets);
    return app;
}
