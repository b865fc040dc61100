using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Storage;

// A process that owns a store and nothing else, for tests that kill it or start a second one. Settings as for the server: --Storage:Directory …
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTelemetryStorage();
using IHost host = builder.Build();
try
{
    await host.StartAsync();
}
catch (StorageStartException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

await host.Services.GetRequiredService<StorageReadiness>().WaitAsync(CancellationToken.None);
Console.Out.WriteLine("ready");
await host.WaitForShutdownAsync();
return 0;
