using System.Diagnostics;

namespace Telemetry.Repository.Tests;

/// <summary>The checkout that these tests were built from, found by walking up from the test's own folder.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Files under version control (and new ones not ignored), relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Telemetry.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Telemetry.sln above {start}.");
    }

    private static List<string> ListFiles()
    {
        ProcessStartInfo start = new("git", "ls-files --cached --others --exclude-standard")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        string[] lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. lines.Where(path => File.Exists(Path.Combine(Root, path)))];
    }
}
