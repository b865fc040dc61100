"""The story of three releases, told to a server: every program below really runs, on the machines of a few customers, and really dies.

    python examples/desktop-tool/tell_story.py DATA_DIRECTORY

1.0  divides by zero when there is nothing to average, and does not understand "1,50".
1.1  averages nothing, which closes that issue; but it cannot read the settings of 1.0, and a new way to sort never ends.
1.2  sorts, reads old settings and "1,50"; the division is back, and an empty preview is a segfault.

The programs are shipped as archives of byte code: the lines that the pages show are those that were uploaded.
"""

import json
import os
import py_compile
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipapp

HERE = os.path.dirname(os.path.abspath(__file__))
SDK = os.path.join(os.path.dirname(os.path.dirname(HERE)), "sdk-python", "src")
COMMITS = {"1.0": "3f2a9c1:First release", "1.1": "8d41e07:Nothing has no average; sort in place", "1.2": "b7702de:Previews; undo the sort in place"}
# The amounts descend: the new way to sort starts over at each step.
MANY = [str(amount) for amount in range(420, 0, -1)]


class Story:
    def __init__(self, data, work):
        with open(os.path.join(data, "ready.json"), encoding="utf-8") as file:
            self.ready = json.load(file)
        self.work, self.archives = work, {}

    def ship(self, version):
        """What a build machine does: byte code into an archive, and a word to the server."""
        sources = os.path.join(HERE, "releases", version)
        built = os.path.join(self.work, version)
        for name in os.listdir(os.path.join(sources, "tally")):
            if name.endswith(".py"):
                shown = os.path.join("tally", name)
                py_compile.compile(os.path.join(sources, shown), os.path.join(built, shown + "c"), dfile=shown, doraise=True)
        with open(os.path.join(built, "__main__.py"), "w", encoding="utf-8") as file:
            file.write("import runpy\nrunpy.run_module('tally', run_name='__main__', alter_sys=True)\n")
        self.archives[version] = os.path.join(self.work, "tally-%s.pyz" % version)
        zipapp.create_archive(built, self.archives[version])
        self.release("new", version, "--commit", COMMITS[version])
        self.release("upload-sources", version, sources)
        self.release("deploy", version, "production")

    def use(self, customer, version, *arguments):
        """A customer does something; it is no surprise when that ends badly."""
        home = os.path.join(self.work, "customers", customer)
        own = {"TELEMETRY_DSN": self.ready["project"]["dsn"], "TELEMETRY_DIRECTORY": os.path.join(home, "telemetry"), "TALLY_HOME": home, "DISPLAY": "", "TELEMETRY_CRASH_SECONDS": "30"}
        self.run([sys.executable, self.archives[version]] + list(arguments), own, check=False)

    def resolve(self, kind, version):
        """A developer closes an issue: fixed in that release."""
        issue = self.wait_for(kind)
        self.call("PATCH", "/issues/" + issue["id"], {"status": "resolved", "resolution": {"in": "release", "releases": [version]}})

    def wait_for(self, kind):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = [issue for issue in self.call("GET", "/issues?limit=100")["items"] if issue["type"] == kind and "1.0" in str(issue["firstRelease"])]
            if found:
                return found[0]
            time.sleep(0.2)
        raise SystemExit("The server shows no %s. Does it still run?" % kind)

    def call(self, method, path, body=None):
        headers = {"authorization": "Bearer " + self.ready["adminToken"], "content-type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.ready["api"] + "/projects/1" + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def release(self, *arguments):
        own = {"TELEMETRY_TOKEN": self.ready["adminToken"], "TELEMETRY_URL": self.ready["web"], "TELEMETRY_DSN": self.ready["project"]["dsn"]}
        self.run([sys.executable, "-m", "telemetry_sdk", "release"] + list(arguments), own, check=True)

    def run(self, command, own, check):
        environ = {name: value for name, value in os.environ.items() if not name.startswith("TELEMETRY_")}
        done = subprocess.run(command, env={**environ, "PYTHONPATH": SDK, **own}, cwd=self.work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=120)
        if check and done.returncode:
            raise SystemExit(done.stderr.decode("utf-8", "replace"))


def tell(story):
    story.ship("1.0")
    story.use("ada", "1.0", "average")
    story.use("ben", "1.0", "average")
    story.use("ben", "1.0", "add", "1,50")
    story.use("cleo", "1.0", "add", "12.50")

    story.ship("1.1")
    story.resolve("ZeroDivisionError", "1.1")
    story.use("ada", "1.1", "average")
    story.use("ben", "1.1", "average")
    story.use("dora", "1.1", "add", "1,50")
    story.use("dora", "1.1", "sort", *MANY)

    story.ship("1.2")
    story.use("ada", "1.2", "average")
    story.use("cleo", "1.2", "add", "1,50")
    story.use("dora", "1.2", "preview")
    # Nobody saw that one: the next start tells it.
    story.use("dora", "1.2", "add", "3.20")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tell(Story(sys.argv[1] if len(sys.argv) > 1 else "data", folder))
