using System.Text.Encodings.Web;
using System.Text.Json;

namespace Telemetry.Server.Announcement;

/// <summary>
/// <c>ready.json</c> in the data directory: there while a process is ready, for its owner's eyes only. Processes that share the directory
/// and the roles between them share the file: each fills in what it has, and takes it out again.
/// </summary>
internal sealed class ReadyFile(string dataDirectory) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // For a file that people read: no \u002B where a plus sign stands.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path = Path.Combine(dataDirectory, "ready.json");
    private FileStream? _alone;
    private ReadyReport? _ours;

    /// <summary>Forgets what killed processes left behind. While another process of this directory lives, the file is its, and stays.</summary>
    public void Clear()
    {
        try
        {
            // A lock of the kernel: gone with its holder, however that ends.
            _alone = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.Delete(_path);
        }
        catch (IOException)
        {
            // Held by another process.
        }
    }

    /// <summary>Fills in what this process has, whole or not at all.</summary>
    public void Write(ReadyReport report)
    {
        _ours = report;
        Replace(Read() is { } others ? report.Over(others) : report);
    }

    /// <summary>Takes out what this process filled in.</summary>
    public void Remove()
    {
        if (_ours is null || Read() is not { } all)
        {
            return;
        }

        ReadyReport rest = all.Without(_ours);
        if (rest.IsEmpty)
        {
            File.Delete(_path);
        }
        else
        {
            Replace(rest);
        }
    }

    public void Dispose() => _alone?.Dispose();

    private ReadyReport? Read() => File.Exists(_path) ? JsonSerializer.Deserialize<ReadyReport>(File.ReadAllText(_path), Json) : null;

    private void Replace(ReadyReport report)
    {
        string temporary = $"{_path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(JsonSerializer.Serialize(report, Json) + "\n");
        }

        File.Move(temporary, _path, overwrite: true);
    }
}
