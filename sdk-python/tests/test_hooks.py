"""Where exceptions end: each is reported, and what the process prints and returns is what it would be without the SDK."""

import multiprocessing
import os
import re
import sys
import tempfile
import unittest

from . import server

INIT = "import telemetry_sdk, os; telemetry_sdk.init(os.environ['DSN'], directory=os.environ['FOLDER'], batch_seconds=0.02)\n"
# Name, program, the mechanisms that must be reported.
PROGRAMS = {
    "main": ("def f(): raise ValueError('x')\nf()", ["excepthook"]),
    "chain": ("try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise KeyError('a') from e", ["excepthook"]),
    "exit": ("import sys; sys.exit(3)", []),
    "exit with a text": ("import sys; sys.exit('bye')", []),
    "interrupt": ("raise KeyboardInterrupt", []),
    "thread": ("import threading\ndef f(): raise ValueError('x')\nt = threading.Thread(target=f, name='w'); t.start(); t.join()", ["threading"]),
    "del": ("class A:\n    def __del__(self): raise ValueError('x')\na = A(); del a; print('on')", ["unraisablehook"]),
    "own excepthook": ("import sys\ndef hook(*a): print('mine', a[0].__name__)\nsys.excepthook = hook\n1/0", ["excepthook"]),
    "task": ("import asyncio\nasync def bad(): raise ValueError('x')\nasync def main():\n    asyncio.get_running_loop().call_soon(lambda: 1/0)\n    await asyncio.sleep(0)\n    await asyncio.sleep(0)\n    print('done')\nasyncio.run(main())", ["asyncio"]),
    "forgotten future": ("from concurrent.futures import ThreadPoolExecutor\nimport gc\nwith ThreadPoolExecutor(1) as pool:\n    pool.submit(int, 'x')\ngc.collect(); print('done')", ["concurrent.futures"]),
    "future asked for": ("from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(1) as pool:\n    f = pool.submit(int, 'x')\ntry: f.result()\nexcept ValueError: print('caught')\nprint(type(pool.submit if 0 else f.exception()).__name__); del f", []),
    "future not caught": ("from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(1) as pool:\n    pool.submit(int, 'x').result()", ["excepthook"]),
    "atexit": ("import atexit\natexit.register(lambda: 1/0)", None),
    "logging without handlers": ("import logging\nlogging.warning('shown %s', 1); logging.getLogger('a').error('too'); logging.info('not')", []),
    "basicConfig after init": ("import logging\nlogging.basicConfig(level=10, format='%(levelname)s %(message)s %(funcName)s:%(lineno)d'); logging.debug('x')", []),
    "logging that fails": ("import logging\nlogging.basicConfig()\nlogging.warning('%d', 'x')", []),
    "syntax": ("exec('x = (')", ["excepthook"]),
    "deep": ("def f(n): return f(n + 1)\nf(0)", ["excepthook"]),
}
CHILD = """
import multiprocessing, sys, os
{init}
def work():
    raise ValueError('in the child')
if __name__ == '__main__':
    multiprocessing.set_start_method(sys.argv[1])
    process = multiprocessing.Process(target=work, name='Child')
    process.start()
    process.join()
    print(process.exitcode)
"""


class Hooks(unittest.TestCase):
    def setUp(self):
        self.server = server.OtlpServer()
        self.addCleanup(self.server.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        # The machine may be busy: what counts here is that a report arrives, not how fast.
        self.env = {"TELEMETRY_SHUTDOWN_SECONDS": "10", "TELEMETRY_CRASH_SECONDS": "10", "DSN": self.server.dsn, "FOLDER": os.path.join(self.folder, "state")}

    def program(self, name, text, *arguments):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = run_file(path, self.env, *arguments)
        # Addresses of objects differ from run to run.
        return done.returncode, done.stdout, re.sub(r"0x[0-9a-f]+", "0x", done.stderr)

    def mechanisms(self):
        return [crash["exceptions"][0]["mechanism"] for crash in self.server.documents() if crash["kind"] == "exception"]

    def test_what_is_printed_and_returned_stays_the_same(self):
        for name, (text, expected) in PROGRAMS.items():
            with self.subTest(name):
                self.server.bodies.clear()
                # The first line is a comment or the start: the same number of lines.
                plain = self.program("app.py", "import os\n" + text)
                observed = self.program("app.py", INIT + text)
                self.assertEqual(plain, observed)
                if expected is not None:
                    self.assertEqual(expected, self.mechanisms())

    def test_every_start_method_of_child_processes(self):
        for method in multiprocessing.get_all_start_methods():
            with self.subTest(method):
                self.server.bodies.clear()
                # In the main block only: the child of spawn would not start the SDK by itself.
                plain = self.program("app.py", CHILD.format(init="if 1: pass"), method)
                observed = self.program("app.py", CHILD.format(init="if __name__ == '__main__': " + INIT.strip()), method)
                self.assertEqual(plain, observed)
                crashes = [crash for crash in self.server.documents() if crash["kind"] == "exception"]
                self.assertEqual([("multiprocessing", "in the child")], [(crash["exceptions"][0]["mechanism"], crash["exceptions"][0]["value"]) for crash in crashes])

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    def test_a_fork_in_the_middle_of_everything(self):
        text = INIT + (
            "import logging, sys, threading\nlog = logging.getLogger('a')\nchildren = []\n"
            "for number in range(20):\n    log.warning('parent %d', number)\n    child = os.fork()\n"
            "    if child == 0:\n        log.warning('child %d', number); telemetry_sdk.capture_message('child %d' % number); os._exit(0 if telemetry_sdk.flush(20) else 7)\n"
            "    children.append(child)\n"
            "codes = [os.waitpid(child, 0)[1] for child in children]\nprint(set(codes)); telemetry_sdk.flush(20)"
        )
        code, out, _ = self.program("app.py", text)
        self.assertEqual((0, "{0}\n"), (code, out))
        sent = sorted(record["body"]["stringValue"] for record in self.server.logs())
        self.assertEqual(sorted(["parent %d" % number for number in range(20)] + ["child %d" % number for number in range(20)]), sent)
        # An answer that a fork cut off means a second delivery; the id says that it is the same.
        sent = {crash["id"]: crash["message"]["text"] for crash in self.server.documents() if crash["kind"] == "message"}
        self.assertEqual(sorted("child %d" % number for number in range(20)), sorted(sent.values()))

    def test_the_thread_of_a_crash_and_the_release_are_in_the_report(self):
        self.program("tool.py", INIT.replace("batch_seconds", "release='tool@2.1', environment='test', batch_seconds") + "telemetry_sdk.set_tag('channel', 'beta'); telemetry_sdk.set_user('u1')\n1/0")
        (crash,) = self.server.documents()
        self.assertEqual(("fatal", "tool@2.1", "test", "tool", "u1", {"channel": "beta"}), tuple(crash[name] for name in ("level", "release", "environment", "service", "user_id", "tags")))
        self.assertFalse(crash["exceptions"][0]["handled"])
        self.assertTrue(crash["threads"][0]["crashed"])

    def test_tk_callbacks(self):
        # Without a display: what is tested is the method that Tk calls.
        text = (
            INIT + "import sys, types\ntk = types.ModuleType('tkinter')\nclass Tk:\n    def report_callback_exception(self, *a): print('shown', a[0].__name__)\n"
            "tk.Tk = Tk\nsys.modules['tkinter'] = tk\nfrom telemetry_sdk.hooks import tk as hook\nhook.install()\n"
            "try: 1/0\nexcept ZeroDivisionError: Tk().report_callback_exception(*sys.exc_info())"
        )
        self.assertEqual((0, "shown ZeroDivisionError\n", ""), self.program("app.py", text))
        self.assertEqual(["tkinter"], self.mechanisms())

    def test_without_a_server_and_with_a_home_that_cannot_be_written(self):
        self.env.update(DSN="http://k@127.0.0.1:9/1", FOLDER="/proc/nowhere", HOME="/proc/nowhere", TMPDIR="/proc/nowhere")
        code, out, error = self.program("app.py", INIT + "import logging\nlogging.getLogger('a').info('x')\nprint('on')")
        self.assertEqual((0, "on\n", ""), (code, out, error))


def run_file(path, env, *arguments):
    import subprocess

    environment = {**os.environ, "PYTHONPATH": server.SOURCE, **env}
    return subprocess.run([sys.executable, path, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, env=environment, universal_newlines=True)
