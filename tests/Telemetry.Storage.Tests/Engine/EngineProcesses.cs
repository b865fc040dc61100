using System.Diagnostics;

namespace Telemetry.Storage.Tests.Engine;

/// <summary>Finds the engine of a directory among the processes of this machine, the way an operator would.</summary>
internal static class EngineProcesses
{
    /// <summary>Its process id; null when none runs.</summary>
    public static int? Find(string directory) => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out int id) ? id : 0)
        .Where(id => id > 0 && IsEngineOf(id, directory))
        .Select(id => (int?)id)
        .FirstOrDefault();

    /// <summary><c>kill -9</c>.</summary>
    public static void Kill(int id)
    {
        using Process process = Process.GetProcessById(id);
        process.Kill();
    }

    private static bool IsEngineOf(int id, string directory)
    {
        try
        {
            string[] arguments = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
            return arguments.Any(argument => argument.EndsWith("EngineHost.dll", StringComparison.Ordinal))
                && arguments.Any(argument => argument.StartsWith(directory + "/", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked.
            return false;
        }
    }
}
