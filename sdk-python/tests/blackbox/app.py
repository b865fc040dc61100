"""A program that dies in the way it is told: ``app.py DEATH [DIRECTORY]``. With a directory it has a black box and a session, as the client
of the SDK starts them; without, it has none of us. Both must look the same from outside."""

import atexit
import os
import signal
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src"))


class Options:
    release, environment, service = "photo@1.0", "test", "photo"
    session_id, install_id, consent = "f07c21a9c34b4f38865917ac365f07d2", None, None
    heartbeat_seconds, hang_seconds = 0.1, 0.2


def with_us(directory):
    from telemetry_sdk import blackbox, sessions

    Options.session_id = os.path.basename(directory).replace("_", "")
    documents = open(os.path.join(directory, "told-%d.json" % os.getpid()), "a")

    def send(document):
        import json

        documents.write(json.dumps(document) + "\n")
        documents.flush()

    sessions.start(Options, send, directory)
    blackbox.start(Options, send, directory)
    printed = sys.excepthook

    def hook(kind, value, traceback):
        if kind is not KeyboardInterrupt:
            sessions.note_error(False)
            blackbox.note_crash("excepthook")
        printed(kind, value, traceback)

    def leave():
        sessions.end("exited")
        blackbox.stop()

    sys.excepthook = hook
    atexit.register(leave)
    blackbox.note_log("working on holiday.png")
    return blackbox


def crash_in_c():
    import ctypes

    ctypes.string_at(0)


def overflow():
    """Overflows the stack of C, with a small one, so that no version's limit of recursion comes first."""
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_STACK, (262144, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    sys.setrecursionlimit(100000)
    kind = ctypes.CFUNCTYPE(None)
    holder = []
    holder.append(kind(lambda: holder[0]()))
    holder[0]()


def run_out_of_memory():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, resource.RLIM_INFINITY))
    bytearray(1 << 31)


def signal_self(name):
    os.kill(os.getpid(), getattr(signal, name))
    signal.pause()


class Bad:
    def __del__(self):
        raise ValueError("in __del__")


def raise_in_hook():
    def broken(*_):
        raise RuntimeError("in the hook")

    sys.excepthook = broken
    raise ValueError("the first")


def leave_thread():
    threading.Thread(target=lambda: threading.main_thread().join()).start()


def child(target, method):
    import multiprocessing

    process = multiprocessing.get_context(method).Process(target=target, args=("SIGKILL",) if target is signal_self else ())
    process.start()
    process.join()
    print("the child ended with", process.exitcode)


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(7)
    print("the child ended with", os.WEXITSTATUS(os.waitpid(pid, 0)[1]))


def preexec():
    import subprocess

    print(subprocess.call([sys.executable, "-S", "-c", "import os; os.kill(os.getpid(), 9)"], preexec_fn=lambda: None))


def become_service():
    os.closerange(3, 1024)
    with open(os.devnull):
        pass


def thread_exception():
    def work():
        raise ValueError("in a thread")

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()


def task_exception():
    import asyncio

    async def fail():
        raise ValueError("in a task")

    asyncio.run(fail())


def use_fault_handler():
    import faulthandler

    faulthandler.enable()
    crash_in_c()


def hang():
    """Says that it is well once, and then no more; ends when told (SIGKILL), or by itself when it was seen."""
    if with_box:
        with_box.beat()
    wait_until(lambda: False)


def hang_and_go_on():
    if not with_box:
        return
    with_box.beat()
    directory = sys.argv[2]
    wait_until(lambda: any(name.endswith(".hang") for name in os.listdir(directory)))
    with_box.beat()
    wait_until(lambda: went_on(directory))


def hold_interpreter():
    """C code that does not let go of the interpreter, as a badly written extension; no Python thread can look then."""
    import ctypes

    if with_box:
        with_box.beat()
        wait_until(lambda: with_box._box._watcher._timer._is_set)
    ctypes.PyDLL(None).sleep(20)


def block_asyncio():
    import asyncio

    async def main():
        if with_box:
            with_box.watch_asyncio(asyncio.get_running_loop())
            while not with_box._box.loops.any:
                await asyncio.sleep(0)
            directory = sys.argv[2]
            wait_until(lambda: any(name.endswith(".hang") for name in os.listdir(directory)))
            while not went_on(directory):
                await asyncio.sleep(0.01)

    asyncio.run(main())


def went_on(directory):
    return any("went on" in open(os.path.join(directory, name)).read() for name in os.listdir(directory) if name.startswith("told-"))


def wait_until(condition):
    import time

    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)


DEATHS = {
    "return": lambda: None,
    "exception": lambda: {}["missing"],
    "thread exception": thread_exception,
    "task exception": task_exception,
    "sys.exit(3)": lambda: sys.exit(3),
    "os._exit(3)": lambda: os._exit(3),
    "exec": lambda: os.execv(sys.executable, [sys.executable, "-S", "-c", "import sys; sys.exit(5)"]),
    "SIGTERM": lambda: signal_self("SIGTERM"),
    "SIGHUP": lambda: signal_self("SIGHUP"),
    "SIGINT": lambda: signal_self("SIGINT"),
    "SIGKILL": lambda: signal_self("SIGKILL"),
    "SIGSEGV": crash_in_c,
    "SIGBUS": lambda: signal_self("SIGBUS"),
    "SIGILL": lambda: signal_self("SIGILL"),
    "SIGFPE": lambda: signal_self("SIGFPE"),
    "abort": os.abort,
    "stack overflow": overflow,
    "memory limit": run_out_of_memory,
    "hang": hang,
    "hang and go on": hang_and_go_on,
    "interpreter held": hold_interpreter,
    "asyncio loop blocked": block_asyncio,
    "exception in __del__": lambda: Bad() and None,
    "exception in atexit": lambda: atexit.register(lambda: {}["missing"]) and None,
    "exception in excepthook": raise_in_hook,
    "live thread": leave_thread,
    "crash in shutdown": lambda: sys.modules.__setitem__("last", CrashLater()),
    "child crashes (fork)": lambda: child(crash_in_c, "fork"),
    "child crashes (spawn)": lambda: child(crash_in_c, "spawn"),
    "child is killed (fork)": lambda: child(signal_self, "fork"),
    "fork": fork,
    "program with preexec_fn is killed": preexec,
    "all files closed": become_service,
    "own fault handler": use_fault_handler,
}


class CrashLater:
    """Crashes when the interpreter takes its modules apart, as bindings of C++ libraries do."""

    def __init__(self):
        import ctypes

        self.crash = ctypes.string_at

    def __del__(self):
        self.crash(0)


with_box = None

# A child made by spawn imports this file again, and starts its own black box, as it would with the client.
if __name__ in ("__main__", "__mp_main__"):
    if len(sys.argv) > 2:
        with_box = with_us(sys.argv[2])
    if __name__ == "__main__":
        DEATHS[sys.argv[1]]()
