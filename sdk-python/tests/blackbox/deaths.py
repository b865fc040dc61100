"""Programs that die, run with and without us."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))
_SECONDS = 60


class Death:
    """One death: how the program looked from outside without us and with us, and what was told, by itself and at the next start."""

    def __init__(self, python, name):
        self.directory = tempfile.mkdtemp(prefix="telemetry")
        try:
            plain, ours = self._start(python, name), self._start(python, name, self.directory)
            self.plain, self.ours = self._end(plain, name), self._end(ours, name)
            self.told = self._told_by_itself()
            lines = _run(python, "next_start.py", self.directory)
            self.next = [document for document in lines if "safe_mode" not in document]
            self.is_safe_mode = any(document.get("safe_mode") for document in lines)
            self.again = [document for document in _run(python, "next_start.py", self.directory) if document.get("release") == "photo@1.0"]
        finally:
            shutil.rmtree(self.directory)

    @property
    def crashes(self):
        """Crash documents, of whoever told them."""
        return [document for document in self.told + self.next if "platform" in document]

    @property
    def session(self):
        """The last word about the session of the run."""
        own = [document for document in self.told + self.next if "state" in document and document["release"] == "photo@1.0"]
        return max(own, key=lambda document: document["sequence"])

    def _start(self, python, name, *arguments):
        command = [python, os.path.join(FOLDER, "app.py"), name, *arguments]
        environment = {**os.environ, "PYTHONFAULTHANDLER": ""}
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, restore_signals=True)

    def _end(self, process, name):
        """Exit code, stdout, stderr."""
        if name in ("hang", "interpreter held"):
            _wait(lambda: len(process.args) <= 3 or self._has_seen_hang())
            process.send_signal(signal.SIGKILL)
        out, error = process.communicate(timeout=_SECONDS)
        return process.returncode, out.decode(), _without_addresses(error.decode())

    def _has_seen_hang(self):
        sizes = {name: os.stat(os.path.join(self.directory, name)).st_size for name in os.listdir(self.directory) if name.endswith((".hang", ".stacks"))}
        return any(sizes.values())

    def _told_by_itself(self):
        found = []
        for name in sorted(os.listdir(self.directory)):
            if name.startswith("told-"):
                with open(os.path.join(self.directory, name)) as file:
                    found += [json.loads(line) for line in file]
        return found


def _wait(condition):
    end = time.monotonic() + _SECONDS
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not come true")
        time.sleep(0.01)


def _run(python, script, *arguments):
    answer = subprocess.run(
        [python, os.path.join(FOLDER, script), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=_SECONDS, check=True
    )
    if answer.stderr:
        raise AssertionError(answer.stderr.decode())
    return [json.loads(line) for line in answer.stdout.decode().splitlines()]


def _without_addresses(text):
    import re

    return re.sub(r"0x[0-9a-f]{6,}", "0x", text)
