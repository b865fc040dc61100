"""The same crash, however the program was shipped: one issue, with the lines of the uploaded sources where the program carried none."""

import importlib.util
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import unittest

from .. import server
from . import product

MAIN = """import telemetry_sdk
telemetry_sdk.init(release="shipped@9.9", service="shipped")
from tool.export import export
export("holiday.png")
"""
EXPORT = """class ShippedError(Exception):
    pass


class Exporter:
    def save(self, name):
        key = "hunter2"; password = "hunter2"
        raise ShippedError("cannot save " + name)


def export(name):
    Exporter().save(name)
"""
FILES = {"main.py": MAIN, os.path.join("tool", "__init__.py"): "", os.path.join("tool", "export.py"): EXPORT}
PYINSTALLER = os.environ.get("TELEMETRY_PYINSTALLER") or os.path.join(product.ROOT, "artifacts", "pyinstaller")
# As in a bundle: set before anything of the program runs.
FROZEN = "import sys\nsys.frozen, sys._MEIPASS = True, %r\n"


@unittest.skipUnless(product.IS_BUILT, "the server is not built")
class Shipped(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.product = product.start()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder, cls.crashes = folder.name, 0
        cls.source = os.path.join(cls.folder, "source")
        for name, text in FILES.items():
            os.makedirs(os.path.dirname(os.path.join(cls.source, name)), exist_ok=True)
            with open(os.path.join(cls.source, name), "w") as file:
                file.write(text)
        done = cls.product.release("upload-sources", "shipped@9.9", cls.source)
        assert done.returncode == 0, done.stderr
        cls.uploaded = done.stdout

    def test_from_source_it_brings_its_own_lines(self):
        self.crash([sys.executable, os.path.join(self.source, "main.py")], "source", uploaded=False)

    def test_a_zipapp_of_byte_code(self):
        self.compile("zip", lambda name: "__main__.py" if name == "main.py" else name, "/build/")
        # Not with zipapp, which wants __main__ as source.
        archive = shutil.make_archive(os.path.join(self.folder, "app"), "zip", os.path.join(self.folder, "zip"))
        self.crash([sys.executable, archive], "zipapp", uploaded=True)

    def test_a_simulated_bundle(self):
        self.compile("bundle", lambda name: name, "")
        bundle = os.path.join(self.folder, "bundle")
        with open(os.path.join(bundle, "sitecustomize.py"), "w") as file:
            file.write(FROZEN % bundle)
        path = os.pathsep.join((bundle, server.SOURCE))
        self.crash([sys.executable, os.path.join(bundle, "main.pyc")], "bundle", uploaded=True, PYTHONPATH=path)

    def test_a_bundle_of_pyinstaller(self):
        if not os.path.isdir(PYINSTALLER) and importlib.util.find_spec("PyInstaller") is None:
            self.skipTest("PyInstaller is not here; `make frozen` fetches it and runs this test, the simulated bundle stands in for it")
        hooks = os.path.join(server.SOURCE, "telemetry_sdk", "_pyinstaller")
        path = os.pathsep.join((PYINSTALLER, server.SOURCE))
        arguments = ["--onefile", "--log-level", "ERROR", "--additional-hooks-dir", hooks, "--distpath", "frozen", "--workpath", "work", os.path.join(self.source, "main.py")]
        built = self.product.run([sys.executable, "-m", "PyInstaller", *arguments], env={**os.environ, "PYTHONPATH": path, "PYINSTALLER_CONFIG_DIR": self.folder}, cwd=self.folder)
        self.assertEqual(0, built.returncode, built.stderr)
        crash = self.crash([os.path.join(self.folder, "frozen", "main")], "pyinstaller", uploaded=True, PYTHONPATH="")
        self.assertEqual("pyinstaller", crash["document"]["machine"]["packaging"])

    def test_what_is_uploaded_has_no_secrets_and_is_listed(self):
        listed = self.product.get("/releases/9.9/sources")
        self.assertEqual(["main", "tool", "tool.export"], [file["module"] for file in listed["items"]])
        again = self.product.release("upload-sources", "9.9", self.source)
        self.assertIn("0 of 3 files were new", again.stdout)

    def crash(self, command, state, uploaded, **environ):
        """Runs it; its crash is the newest of the one issue, and has its lines from where it must."""
        done = self.product.run(command, env=self.product.environ(state, **environ), cwd=tempfile.gettempdir())
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertIn("ShippedError: cannot save holiday.png", done.stderr)
        type(self).crashes += 1
        (issue,) = product.wait_for(lambda: self.product.issues(lambda issue: "ShippedError" in issue["title"] and issue["count"] == self.crashes), 60)
        newest = self.product.events(issue)[0]
        frames = [frame for frame in newest["document"]["exceptions"][0]["stack"]["frames"] if frame["module"] != "runpy"]
        self.assertEqual(["<module>", "export", "save"], [frame["function"].rpartition(".")[2] for frame in frames])
        self.assertEqual(['export("holiday.png")', "Exporter().save(name)", 'raise ShippedError("cannot save " + name)'], [frame.get("source", "").strip() for frame in frames], frames)
        self.assertEqual(["release" if uploaded else None] * 3, [frame.get("source_from") for frame in frames])
        self.assertNotIn('password = "hunter2"', str(frames))
        return newest

    def compile(self, target, rename, prefix):
        """Byte code without sources, whose code names files of another machine."""
        for name in FILES:
            compiled = os.path.join(self.folder, target, rename(name) + "c")
            os.makedirs(os.path.dirname(compiled), exist_ok=True)
            py_compile.compile(os.path.join(self.source, name), compiled, dfile=prefix + name, doraise=True)


class CommandLine(unittest.TestCase):
    def upload(self, *arguments):
        environ = {**os.environ, "PYTHONPATH": server.SOURCE}
        done = subprocess.run([sys.executable, "-m", "telemetry_sdk", "release", "upload-sources", "1.0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, timeout=60, universal_newlines=True)
        return done.returncode, done.stdout, done.stderr

    def test_modules_are_named_as_they_are_imported(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("src/photo/__init__.py", "src/photo/export.py", "build/copy.py", "tests/test_a.py", ".venv/x.py", "env/pyvenv.cfg", "env/lib.py", "gen/a_pb2.py", "start.py"):
                os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                with open(os.path.join(folder, name), "w") as file:
                    file.write("# %s\n" % name)
            with open(os.path.join(folder, ".telemetryignore"), "w") as file:
                file.write("# ours\ntests/\n")
            code, out, _ = self.upload(folder, "--dry-run", "--exclude", "*_pb2.py")
            self.assertEqual((0, ["src/photo/__init__.py  photo", "src/photo/export.py  photo.export", "start.py  start"]), (code, [line.strip() for line in out.splitlines()[1:-1]]))
            code, out, _ = self.upload(os.path.join(folder, "src", "photo"), "--dry-run")
            self.assertIn("photo/export.py  photo.export", out)

    def test_what_is_wrong_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual((1, "", "telemetry-sdk: There is no file or folder nowhere.\n"), self.upload("nowhere"))
            self.assertIn("There are no sources", self.upload(folder)[2])
            with open(os.path.join(folder, "a.py"), "wb") as file:
                file.write(b"\xff")
            self.assertIn("a.py cannot be read", self.upload(folder)[2])
            os.remove(os.path.join(folder, "a.py"))
            with open(os.path.join(folder, "b.py"), "w") as file:
                file.write("pass\n")
            self.assertIn("An API token is needed", self.upload(folder)[2])
            self.assertIn("Where is the server?", self.upload(folder, "--token", "x")[2])
            self.assertIn("cannot be reached", self.upload(folder, "--token", "x", "--server", "http://127.0.0.1:9")[2])
