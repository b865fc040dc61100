using System.Runtime.InteropServices;

namespace Telemetry.Storage.Engine;

/// <summary>Finds the engine library: an npm package, too large for NuGet and for the repository.</summary>
internal static class EngineLibrary
{
    /// <summary>Names the library's file where it is not beside the application.</summary>
    public const string EnvironmentVariable = "TELEMETRY_ENGINE_LIBRARY";

    private const string FileName = "libchdb.so";

    /// <summary><c>linux-arm64</c> and so on: the folders below <c>engine/</c>, one per platform because a lock file must not name packages its platform lacks.</summary>
    public static string Platform => $"{OperatingSystemName}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>What to say when the library is nowhere.</summary>
    public static string NotInstalled =>
        $"The storage engine for {Platform} is not installed: run `make engine`, or name the library by Storage:EngineLibrary, or an external ClickHouse by Storage:ConnectionString.";

    private static string OperatingSystemName => OperatingSystem.IsMacOS() ? "darwin" : "linux";

    /// <summary>Finds it: the option, else the environment, else the package in this folder or one above.</summary>
    /// <param name="configured">The option; empty when not set.</param>
    /// <param name="applicationDirectory">Where to start looking.</param>
    /// <exception cref="StorageStartException">It is nowhere.</exception>
    public static string Find(string? configured, string applicationDirectory)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return Existing(configured, "Storage:EngineLibrary");
        }

        var fromEnvironment = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(fromEnvironment))
        {
            return Existing(fromEnvironment, EnvironmentVariable);
        }

        return FindUpwards(applicationDirectory) ?? throw new StorageStartException(NotInstalled);
    }

    private static string Existing(string path, string source) => File.Exists(path)
        ? Path.GetFullPath(path)
        : throw new StorageStartException($"{source} names the storage engine {path}, but there is no such file.");

    /// <summary>Looks in this folder and those above for <c>engine/PLATFORM/node_modules/@chdb</c>; null when there is none.</summary>
    public static string? FindUpwards(string applicationDirectory)
    {
        for (var directory = new DirectoryInfo(applicationDirectory); directory is not null; directory = directory.Parent)
        {
            var packages = Path.Combine(directory.FullName, "engine", Platform, "node_modules", "@chdb");
            if (Directory.Exists(packages)
                && Directory.EnumerateFiles(packages, FileName, SearchOption.AllDirectories).FirstOrDefault() is { } library)
            {
                return library;
            }
        }

        return null;
    }
}
