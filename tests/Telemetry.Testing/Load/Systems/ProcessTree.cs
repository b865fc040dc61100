namespace Telemetry.Testing.Load.Systems;

/// <summary>Children of processes, from /proc.</summary>
public static class ProcessTree
{
    /// <summary>All descendants, not the process itself.</summary>
    public static IEnumerable<int> Descendants(int processId) => Children(processId).SelectMany(child => Descendants(child).Prepend(child));

    /// <summary>The command line, arguments separated by spaces; empty when the process is gone.</summary>
    public static string CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static List<int> Children(int processId)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{processId}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
