using Telemetry.Messaging.Tests;
using Telemetry.Messaging.Tests.Processes;

if (args is [QueueProcess.Argument, string options])
{
    return await QueueProcessMain.RunAsync(options);
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
