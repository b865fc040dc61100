namespace Telemetry.Testing;

/// <summary>The checkout that the running tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder of <c>Telemetry.sln</c>, found by walking up from the test's own folder.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Telemetry.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Telemetry.sln above {start}.");
    }
}
