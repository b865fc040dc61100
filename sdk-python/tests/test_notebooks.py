"""A cell's exception in IPython: with the package where it is installed, else with a stand-in of the one method that shows it."""

import importlib.util
import os
import tempfile
import unittest

from . import server

STAND_IN = """
class InteractiveShell:
    def run_cell(self, text):
        try:
            exec(compile(text, "<ipython-input-1>", "exec"), {})
        except BaseException:
            self.showtraceback()
    def showtraceback(self, exc_tuple=None):
        print("shown")
"""
CODE = """
import sys, telemetry_sdk as t
t.init(sys.argv[1], directory=sys.argv[2], black_box=False, sessions=False)
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.run_cell("raise KeyError('photo')")
shell.run_cell("raise KeyboardInterrupt")
print(t.flush(20))
"""


class Notebooks(unittest.TestCase):
    def test_a_cells_exception_is_reported_and_shown_as_ever(self):
        http = server.OtlpServer()
        self.addCleanup(http.close)
        with tempfile.TemporaryDirectory() as folder:
            paths = [server.SOURCE]
            if importlib.util.find_spec("IPython") is None:
                core = os.path.join(folder, "stand_in", "IPython", "core")
                os.makedirs(core)
                for name, text in (("../__init__.py", ""), ("__init__.py", ""), ("interactiveshell.py", STAND_IN)):
                    with open(os.path.join(core, name), "w") as file:
                        file.write(text)
                paths.append(os.path.join(folder, "stand_in"))
            done = server.run(CODE, http.dsn, folder, env={"PYTHONPATH": os.pathsep.join(paths)})
        self.assertTrue(done.stdout.rstrip().endswith("True"), done.stderr)
        (crash,) = http.documents()
        self.assertEqual(("KeyError", "ipython"), (crash["exceptions"][-1]["type"], crash["exceptions"][-1].get("mechanism", crash.get("mechanism"))))
