using System.Runtime.InteropServices;
using Telemetry.Storage.EngineHost;

if (args is not [var libraryPath, var configPath])
{
    Console.Error.WriteLine("This is the storage engine's process. Telemetry starts it; it is of no use alone.");
    return 2;
}

// Ctrl-C and systemd signal every process of the group at once. The parent still has inserts under way then, and says itself when to stop.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static context => context.Cancel = true);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);

using var engine = new EmbeddedEngine(libraryPath);
ParentGuard.Watch(Console.OpenStandardInput(), engine.RequestStop);

var error = engine.Run(configPath);
if (error is null)
{
    return 0;
}

Console.Error.WriteLine(error);
return 1;
