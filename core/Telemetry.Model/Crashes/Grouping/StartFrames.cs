using System.Collections.Frozen;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Modules of Python that only start other code: they say how the program, a thread, a process or an import was begun.</summary>
internal static class StartFrames
{
    private static readonly FrozenSet<string> Modules = FrozenSet.ToFrozenSet(
    [
        "runpy", "threading", "zipimport", "importlib", "importlib._bootstrap", "importlib._bootstrap_external", "concurrent.futures.thread",
        "concurrent.futures.process", "concurrent.futures._base", "multiprocessing.process", "multiprocessing.pool", "multiprocessing.spawn",
        "multiprocessing.popen_fork", "multiprocessing.popen_spawn_posix", "multiprocessing.popen_spawn_win32", "multiprocessing.forkserver",
        "multiprocessing.context", "asyncio.runners", "asyncio.base_events", "asyncio.events", "asyncio.tasks",
    ]);

    /// <summary>Whether it is one.</summary>
    public static bool IsStart(string module) => Modules.Contains(module);
}
