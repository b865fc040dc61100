namespace Telemetry.Server.Settings;

/// <summary>The directory of everything that survives a restart.</summary>
internal static class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it, for its owner alone, and tries to write to it.</summary>
    /// <exception cref="SettingsException">It cannot be used.</exception>
    public static void Prepare(string path)
    {
        try
        {
            Create(path);
            // Asking for permissions would not see a read-only mount or a full disk.
            string probe = Path.Combine(path, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, new byte[4096]);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The data directory {path} cannot be used: {exception.Message} Choose another one with --data.");
        }
    }

    // Its mode only when it is new: an operator's choice for an existing one stands.
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
