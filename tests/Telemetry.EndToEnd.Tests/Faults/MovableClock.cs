namespace Telemetry.EndToEnd.Tests.Faults;

/// <summary>
/// A system clock for chosen processes that a test can set: Debian's libfaketime, loaded before everything else. The monotonic clock, by which
/// intervals are measured, goes on as it does when an administrator sets the time.
/// </summary>
internal sealed class MovableClock : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <summary>Starts with the right time.</summary>
    public MovableClock() => Set("+0");

    /// <summary>For the processes that are to live by this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library(),
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets it, within a second.</summary>
    /// <param name="offset">Seconds off the right time, with a sign.</param>
    public void Set(string offset)
    {
        // Renamed into place: a reader must not find half of it.
        string next = _file + ".next";
        File.WriteAllText(next, offset + "\n");
        File.Move(next, _file, overwrite: true);
    }

    /// <inheritdoc />
    public void Dispose() => File.Delete(_file);

    private static string Library() =>
        Directory.EnumerateDirectories("/usr/lib", "faketime", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Select(folder => Path.Combine(folder, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("libfaketime is not installed. Debian and Ubuntu: apt-get install libfaketime");
}
