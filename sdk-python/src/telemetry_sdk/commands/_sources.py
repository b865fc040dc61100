"""Finds the sources of a program and packs them for the server: text only, without what looks like a secret, each with the module that it is."""

from __future__ import annotations

import fnmatch
import hashlib
import io
import json
import os
import tokenize
import zipfile

from .. import _scrub

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

    class Source(NamedTuple):
        """``path`` with ``/``, below the folder that imports begin in; ``text`` in UTF-8."""

        path: str
        module: str
        text: bytes
else:
    from collections import namedtuple

    Source = namedtuple("Source", "path module text")

# As the server has them.
MAX_FILES, MAX_FILE, MAX_ALL, MAX_ARCHIVE = 10_000, 2 * 1_048_576, 64 * 1_048_576, 16 * 1_048_576
ENDINGS = (".py", ".pyw", ".pyx", ".pxd")
IGNORE_FILE = ".telemetryignore"
_NEVER = (".*/", "__pycache__/", "node_modules/", "site-packages/", "dist-packages/", "*.egg-info/", "/build/", "/dist/")
_MAP = "telemetry-sources.json"


class Problem(Exception):
    """What went wrong, and what to do: for people."""


def collect(paths: Sequence[str], exclude: Sequence[str]) -> List[Source]:
    """All sources below ``paths``, in the order of their names.

    :raises Problem: a path is missing, a file is no text, or there is too much.
    """
    found: Dict[str, Source] = {}
    for path in paths:
        if not os.path.exists(path):
            raise Problem(f"There is no file or folder {path}.")
        for file, name in _walk(os.path.abspath(path), exclude):
            source = _read(file, name)
            if found.setdefault(name, source).text != source.text:
                raise Problem(f"Two files would be {name}. Upload the folders that imports begin in, or leave one out with --exclude.")
    _check(list(found.values()))
    return [found[name] for name in sorted(found)]


def pack(sources: Sequence[Source]) -> bytes:
    """A zip archive with the module map in it; the same bytes for the same sources."""
    files = [{"path": source.path, "module": source.module, "sha256": hashlib.sha256(source.text).hexdigest()} for source in sources]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in [(_MAP, json.dumps({"version": 1, "files": files}).encode())] + [(source.path, source.text) for source in sources]:
            zipped.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    if archive.tell() > MAX_ARCHIVE:
        raise Problem(f"The archive has {archive.tell() // 1_048_576} MB; the server takes {MAX_ARCHIVE // 1_048_576}. Leave out what is not yours with --exclude.")
    return archive.getvalue()


def module_of(path: str) -> str:
    """``photo/__init__.py`` is ``photo``."""
    parts = path.rpartition(".")[0].split("/")
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def _walk(path: str, exclude: Sequence[str]) -> Iterator[Tuple[str, str]]:
    root = _root(path)
    if os.path.isfile(path):
        yield path, os.path.relpath(path, root).replace(os.sep, "/")
        return
    patterns = list(_NEVER) + list(exclude) + _patterns(path)
    for folder, folders, names in os.walk(path):
        below = os.path.relpath(folder, path).replace(os.sep, "/")
        prefix = "" if below == "." else below + "/"
        folders[:] = sorted(one for one in folders if not _matches(prefix + one + "/", patterns) and not os.path.exists(os.path.join(folder, one, "pyvenv.cfg")))
        for name in sorted(names):
            file = os.path.join(folder, name)
            if name.endswith(ENDINGS) and not _matches(prefix + name, patterns) and os.path.isfile(file):
                yield file, os.path.relpath(file, root).replace(os.sep, "/")


def _root(path: str) -> str:
    """The folder that imports begin in: above a package, and in ``src/`` where a project has one."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    while os.path.exists(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _patterns(folder: str) -> List[str]:
    # Not .gitignore: what a build writes is ignored there, such as _version.py, and is part of the program.
    try:
        with open(os.path.join(folder, IGNORE_FILE), encoding="utf-8") as file:
            return [line.strip() for line in file if line.strip() and not line.startswith("#")]
    except OSError:
        return []


def _matches(path: str, patterns: Sequence[str]) -> bool:
    """``name/`` is a folder, ``/name`` lies at the top, everything else anywhere."""
    for pattern in patterns:
        if pattern.endswith("/") and not path.endswith("/"):
            continue
        wanted, one = pattern.strip("/"), path.rstrip("/")
        if fnmatch.fnmatchcase(one, wanted) or (not pattern.startswith("/") and fnmatch.fnmatchcase(one.rpartition("/")[2], wanted)):
            return True
    return False


def _read(file: str, name: str) -> Source:
    if os.path.getsize(file) > MAX_FILE:
        raise Problem(f"{name} has more than {MAX_FILE // 1_048_576} MB. Leave it out with --exclude.")
    try:
        # In the encoding that its first lines name.
        with tokenize.open(file) as opened:
            lines = opened.read().split("\n")
    except (SyntaxError, UnicodeDecodeError, OSError) as error:
        raise Problem(f"{name} cannot be read: {error}. Leave it out with --exclude.") from None
    # Line for line, so that no number moves.
    text = "\n".join(_scrub.source(line) if len(line) < 2000 else line[:2000] for line in lines).replace("\0", "\ufffd")
    name_in_src = name[4:] if name.startswith("src/") and not os.path.exists(os.path.join(file[: -len(name)], "src", "__init__.py")) else name
    return Source(name, module_of(name_in_src), text.encode("utf-8", "replace"))


def _check(sources: List[Source]) -> None:
    total = sum(len(source.text) for source in sources)
    if not sources:
        raise Problem(f"There are no sources ({', '.join(ENDINGS)}) below these paths.")
    if len(sources) > MAX_FILES or total > MAX_ALL:
        raise Problem(f"{len(sources)} files of {total // 1_048_576} MB are more than the server takes ({MAX_FILES}, {MAX_ALL // 1_048_576} MB). Leave out what is not yours with --exclude.")
