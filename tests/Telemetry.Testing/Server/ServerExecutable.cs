namespace Telemetry.Testing.Server;

/// <summary>Finds the server that was built along with the tests.</summary>
public static class ServerExecutable
{
    /// <summary>Path of <c>Telemetry.Server.dll</c>, in the configuration of the tests.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        string configuration = AppContext.BaseDirectory.Contains($"{System.IO.Path.DirectorySeparatorChar}Release{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string path = System.IO.Path.Combine(directory.FullName, "server", "Telemetry.Server", "bin", configuration, "net10.0", "Telemetry.Server.dll");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException($"Telemetry.Server is not built in configuration {configuration}: dotnet build server/Telemetry.Server --configuration {configuration}");
    }
}
