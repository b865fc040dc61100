using System.Diagnostics;
using System.Globalization;

namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>A file system of a few hundred megabytes that a test can fill and make read-only: a tmpfs of its own, which takes the right to mount (root).</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _filler;

    /// <summary>Mounts it.</summary>
    public SmallDisk(int megabytes)
    {
        Path = Directory.CreateTempSubdirectory("telemetry-disk-").FullName;
        _filler = System.IO.Path.Combine(Path, "filler");
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", Path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Takes all the space there is.</summary>
    public void Fill()
    {
        using FileStream file = File.Create(_filler, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // That is full.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(_filler);

    /// <summary>Refuses every write from now on.</summary>
    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    /// <inheritdoc />
    public void Dispose()
    {
        // Lazily: the engine of a killed server may hold files for a moment.
        Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error} The tests of full and read-only disks need root and the right to mount.");
        }
    }
}
