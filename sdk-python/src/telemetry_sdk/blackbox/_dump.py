"""Reads what the interpreter's fault handler wrote."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional

MAX_CHARACTERS = 1 << 20

_FATAL = re.compile(r"^(?:Fatal Python error|Windows fatal exception): (.*)$", re.MULTILINE)
_THREAD = re.compile(r"^(?:(Current thread|Thread) (0x[0-9a-fA-F]+)(?: \[.*\])?|Stack) \(most recent call first\):$")
_FRAME = re.compile(r'^  File (?:"(.*)"|\?\?\?), line (\d+|\?\?\?) in (.*)$')
_EXTENSIONS = re.compile(r"^Extension modules: (.*?)(?: \(total: \d+\))?$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")

_SIGNALS = {
    "Segmentation fault": "SIGSEGV",
    "Aborted": "SIGABRT",
    "Bus error": "SIGBUS",
    "Floating point exception": "SIGFPE",
    "Floating-point exception": "SIGFPE",
    "Illegal instruction": "SIGILL",
}


class DumpFrame(NamedTuple):
    """``file`` is ``co_filename``; ``line`` 0 when unknown."""

    file: str
    line: int
    function: str


class DumpThread(NamedTuple):
    """``ident`` as ``threading.get_ident()``, 0 when not told. Frames: outermost call first."""

    ident: int
    is_current: bool
    frames: List[DumpFrame]
    is_cut: bool


class Dump(NamedTuple):
    """``reason`` is the interpreter's text for what happened, None when nothing deadly did."""

    reason: Optional[str]
    threads: List[DumpThread]
    extensions: List[str]

    @property
    def signal(self) -> str:
        """``SIGSEGV`` …; the reason itself where it has no such name, as on Windows."""
        reason = self.reason or ""
        return _SIGNALS.get(reason, reason)


def parse(text: str) -> Dump:
    """Reads any text: what is no line of a dump is passed over."""
    text = text[:MAX_CHARACTERS]
    fatal = list(_FATAL.finditer(text))
    # Windows writes one for each exception, also for those that were caught later: the last one is what it died of.
    body = text[fatal[-1].end() :] if fatal else text
    extensions = _EXTENSIONS.search(body)
    return Dump(
        fatal[-1].group(1).strip() if fatal else None,
        _threads(body),
        [name.strip() for name in extensions.group(1).split(",")] if extensions else [],
    )


def _threads(body: str) -> List[DumpThread]:
    threads: List[DumpThread] = []
    is_open = False
    for line in body.splitlines():
        head = _THREAD.match(line)
        if head:
            threads.append(DumpThread(int(head.group(2) or "0", 16), head.group(1) != "Thread", [], False))
            is_open = True
        elif is_open and line.startswith("  "):
            threads[-1] = _with(threads[-1], line)
        else:
            is_open = False
    return threads


def _with(thread: DumpThread, line: str) -> DumpThread:
    if line == "  ...":
        return thread._replace(is_cut=True)
    frame = _FRAME.match(line)
    if frame:
        file, number, function = frame.groups()
        thread.frames.insert(0, DumpFrame(_plain(file or ""), int(number) if number.isdigit() else 0, _plain(function)))
    return thread


def _plain(text: str) -> str:
    """Undoes the escapes of characters outside ASCII."""
    return _ESCAPE.sub(lambda match: chr(min(int(next(filter(None, match.groups())), 16), 0x10FFFF)), text)
