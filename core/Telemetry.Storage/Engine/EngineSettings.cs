namespace Telemetry.Storage.Engine;

/// <summary>What one embedded engine is started with; the same for every restart, so that its endpoint stays.</summary>
/// <param name="LibraryPath">The engine library.</param>
/// <param name="Directory">Absolute; holds everything of this engine.</param>
/// <param name="Port">Loopback port of the HTTP interface.</param>
/// <param name="Password">Of <see cref="User"/>; kept in memory, on disk only as its hash.</param>
/// <param name="MaxMemoryBytes">Cap for all queries, inserts, merges and caches together.</param>
internal sealed record EngineSettings(string LibraryPath, string Directory, int Port, string Password, long MaxMemoryBytes)
{
    /// <summary>The one user that may enter.</summary>
    public const string User = "telemetry";

    /// <summary>The HTTP interface.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Address} in {Directory}";
}
