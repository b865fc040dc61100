using System.Globalization;
using System.Text;

namespace Telemetry.Storage.Engine;

/// <summary>The files of one embedded engine: <c>config/</c> is rewritten before every start, <c>store/</c> is the engine's own.</summary>
internal sealed class EngineDirectory(string path)
{
    private const UnixFileMode OwnerOnlyDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The main configuration.</summary>
    public string ConfigPath => Path.Combine(path, "config", "config.xml");

    /// <summary>Users, by hash of their passwords.</summary>
    public string UsersPath => Path.Combine(path, "config", "users.xml");

    /// <summary>What the engine has to say: warnings and errors.</summary>
    public string LogPath => Path.Combine(path, "engine.log");

    /// <summary>Tables and parts.</summary>
    public string StorePath => Path.Combine(path, "store");

    private string OwnerPath => Path.Combine(path, "owner.lock");

    // Beside the lock and not in it: .NET takes a lock for reading too, and the owner's is exclusive.
    private string OwnerIdPath => Path.Combine(path, "owner.pid");

    /// <summary>Makes the directory ours until the result is disposed of, also when this process is killed.</summary>
    /// <exception cref="StorageStartException">Another process owns it, or it cannot be written to.</exception>
    public IDisposable TakeOwnership()
    {
        try
        {
            CreateDirectory(path);
            return Lock();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Writes the configuration for the next start.</summary>
    /// <exception cref="StorageStartException">The disk is full or read-only.</exception>
    public void Write(EngineConfiguration configuration)
    {
        try
        {
            CreateDirectory(Path.GetDirectoryName(ConfigPath) ?? path);
            CreateDirectory(StorePath);
            WriteFile(ConfigPath, configuration.RenderServer(this));
            WriteFile(UsersPath, configuration.RenderUsers());
            PinSystemDatabase();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }
    }

    // Without this file the database `system` lives in memory, and every start finds the system tables of the last one in its way.
    private void PinSystemDatabase()
    {
        var metadata = Path.Combine(StorePath, "metadata");
        var file = Path.Combine(metadata, "system.sql");
        if (!File.Exists(file))
        {
            CreateDirectory(metadata);
            WriteFile(file, $"ATTACH DATABASE system UUID '{Guid.NewGuid()}' ENGINE = Atomic\n");
        }
    }

    private FileStream Lock()
    {
        try
        {
            // FileShare.None is an advisory lock of the kernel: gone when this process is, however it ends.
            var file = new FileStream(OwnerPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            WriteOwnerId();
            return file;
        }
        catch (IOException exception) when (File.Exists(OwnerPath) && IsWritable())
        {
            throw new StorageStartException(
                $"The storage directory {path} is in use by process {ReadOwner()}: stop that process, choose another directory with --data, or give both an external ClickHouse with --clickhouse.", exception);
        }
    }

    private void WriteOwnerId()
    {
        try
        {
            File.WriteAllText(OwnerIdPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // The disk is full. The lock is ours without the number, which only makes a message better.
        }
    }

    private bool IsWritable()
    {
        try
        {
            var probe = Path.Combine(path, $"probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string ReadOwner() => File.Exists(OwnerIdPath) ? File.ReadAllText(OwnerIdPath) : "(unknown)";

    private StorageStartException Explain(Exception exception) => exception is StorageStartException known
        ? known
        : new StorageStartException($"The storage directory {path} cannot be written to: {exception.Message}", exception);

    // There is no engine for Windows; the guards are for the compiler.
    private static void CreateDirectory(string directory)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory, OwnerOnlyDirectory);
        }
    }

    // Whole or not at all: a half-written configuration must not survive a crash.
    private static void WriteFile(string file, string text)
    {
        var temporary = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        File.Move(temporary, file, overwrite: true);
    }
}
