using System.Diagnostics;

namespace Telemetry.Storage.EngineHost;

/// <summary>
/// Ties the engine's life to its parent's by the pipe on standard input: a byte asks for a clean stop, and the end of the pipe without
/// one means that the parent is dead.
/// </summary>
/// <remarks>
/// Rejected: <c>PR_SET_PDEATHSIG</c>. It fires when the <em>thread</em> that started the process ends, and .NET starts processes on pool
/// threads, which come and go. The kernel closes a pipe exactly when the process ends, however it ends.
/// </remarks>
internal static class ParentGuard
{
    /// <summary>Watches on a thread of its own, so that a busy engine or pool cannot delay it.</summary>
    public static void Watch(Stream standardInput, Action requestStop)
    {
        var thread = new Thread(() => WaitForParent(standardInput, requestStop)) { IsBackground = true, Name = "parent guard" };
        thread.Start();
    }

    private static void WaitForParent(Stream standardInput, Action requestStop)
    {
        if (standardInput.ReadByte() >= 0)
        {
            requestStop();

            // The stop has begun; if the parent dies during it, the pipe ends too and there is nobody left to wait for.
            while (standardInput.ReadByte() >= 0)
            {
            }
        }

        // Not a clean stop: the next owner of the data directory may start at once, and the store survives a kill by design.
        Process.GetCurrentProcess().Kill();
    }
}
