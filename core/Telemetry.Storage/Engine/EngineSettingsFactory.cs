using System.Security.Cryptography;

namespace Telemetry.Storage.Engine;

/// <summary>Settles what the options leave open: library, port, password, memory.</summary>
internal static class EngineSettingsFactory
{
    private const int PasswordHexDigits = 64;
    private const long MinMemoryBytes = 512L << 20;

    /// <summary>Reads the options.</summary>
    /// <exception cref="StorageStartException">The library is missing, or there is no free port.</exception>
    public static EngineSettings Create(StorageOptions options) => new(
        EngineLibrary.Find(options.EngineLibrary, AppContext.BaseDirectory),
        Path.GetFullPath(options.Directory),
        options.Port == 0 ? LoopbackPort.FindFree() : options.Port,
        string.IsNullOrEmpty(options.Password) ? RandomNumberGenerator.GetHexString(PasswordHexDigits) : options.Password,
        options.MaxMemoryBytes ?? DefaultMemoryBytes());

    // The runtime knows the container's limit as well as the machine's memory.
    private static long DefaultMemoryBytes() => Math.Max(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, MinMemoryBytes);
}
