using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Telemetry.Storage.EngineHost;

/// <summary>ClickHouse in this process, through the one entry point of the library that can listen: <c>chdb_query_cmdline</c>.</summary>
/// <remarks>Rejected: <c>chdb_connect</c>. <c>SYSTEM START LISTEN</c> fails there.</remarks>
internal sealed unsafe class EmbeddedEngine : IDisposable
{
    // The engine builds its whole server on this stack; the default of a .NET thread is not promised to be enough.
    private const int StackBytes = 8 << 20;

    private readonly nint _library;

    // The engine lives exactly as long as this pipe is open: its last statement blocks reading from it.
    private readonly AnonymousPipeServerStream _gate = new(PipeDirection.Out, HandleInheritability.None);

    /// <summary>Loads the library.</summary>
    /// <exception cref="DllNotFoundException">Not a library for this platform.</exception>
    public EmbeddedEngine(string libraryPath)
    {
        _library = NativeLibrary.Load(libraryPath);

        // The engine's own handlers turn the runtime's null checks (a SIGSEGV that .NET expects) into a crash of the process.
        var setSignalHandlersEnabled = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(_library, "chdb_set_signal_handlers_enabled");
        setSignalHandlersEnabled(0);
    }

    /// <summary>Runs the engine until <see cref="RequestStop"/>.</summary>
    /// <returns>Null after a clean end, else what the engine says.</returns>
    public string? Run(string configPath)
    {
        string? error = null;
        var thread = new Thread(() => error = RunOnThisThread(configPath), StackBytes) { Name = "engine" };
        thread.Start();
        thread.Join();
        return error;
    }

    /// <summary>Ends the last statement; the engine then shuts down by itself.</summary>
    public void RequestStop()
    {
        _gate.Dispose();
        _ = OpenConnections.EndAllAsync();
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private string? RunOnThisThread(string configPath)
    {
        // Exactly two statements: the quota of the bootstrap user counts them.
        var readEnd = _gate.ClientSafePipeHandle.DangerousGetHandle();
        var sql = $"SYSTEM START LISTEN HTTP; SELECT * FROM file('/dev/fd/{readEnd}', 'LineAsString', 'line String') FORMAT Null";
        string[] arguments = ["clickhouse", "--config-file", configPath, "--query", sql];

        var query = (delegate* unmanaged<int, byte**, nint>)NativeLibrary.GetExport(_library, "chdb_query_cmdline");
        var resultError = (delegate* unmanaged<nint, byte*>)NativeLibrary.GetExport(_library, "chdb_result_error");

        // Never freed: the engine keeps pointers into it, and the process ends with it.
        var argv = (byte**)NativeMemory.AllocZeroed((nuint)(arguments.Length + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < arguments.Length; i++)
        {
            argv[i] = (byte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        var result = query(arguments.Length, argv);
        if (result == 0)
        {
            return "The engine ended without a result.";
        }

        var error = Marshal.PtrToStringUTF8((nint)resultError(result));
        return string.IsNullOrEmpty(error) ? null : error;
    }
}
