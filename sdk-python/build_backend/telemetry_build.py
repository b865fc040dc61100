"""The build backend of this package (PEP 517): a wheel and an sdist from the standard library alone.

Why not setuptools: see docs/adr/0140. The result is reproducible: times, order and modes of files are fixed.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import tarfile
import zipfile
from typing import Any, Dict, Iterator, List, Optional, Tuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = "src"
SDIST_FOLDERS = ("src", "build_backend", "docs", "tests")
EPOCH = (1980, 1, 1, 0, 0, 0)
Settings = Optional[Dict[str, Any]]


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: Optional[str] = None) -> str:
    """Writes the wheel; returns its file name."""
    return _write_wheel(wheel_directory, list(_files(SOURCE)))


def build_editable(wheel_directory: str, config_settings: Settings = None, metadata_directory: Optional[str] = None) -> str:
    """A wheel with one ``.pth`` that points at ``src`` (PEP 660)."""
    return _write_wheel(wheel_directory, [("telemetry_sdk.pth", (os.path.join(ROOT, SOURCE) + "\n").encode())])


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    """Writes the source archive; returns its file name."""
    base = f"{_name()}-{_project('version')}"
    with tarfile.open(os.path.join(sdist_directory, base + ".tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for path, content in _sdist_files():
            entry = tarfile.TarInfo(f"{base}/{path}")
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return base + ".tar.gz"


def _write_wheel(directory: str, files: List[Tuple[str, bytes]]) -> str:
    name = f"{_name()}-{_project('version')}-py3-none-any.whl"
    info = f"{_name()}-{_project('version')}.dist-info"
    files = files + [
        (f"{info}/METADATA", _metadata().encode()),
        (f"{info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: telemetry-build\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        (f"{info}/entry_points.txt", _entry_points().encode()),
        (f"{info}/top_level.txt", b"telemetry_sdk\n"),
    ]
    record = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in files) + f"{info}/RECORD,,\n"
    with zipfile.ZipFile(os.path.join(directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files + [(f"{info}/RECORD", record.encode())]:
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            wheel.writestr(entry, content)
    return name


def _metadata() -> str:
    lines = ["Metadata-Version: 2.1", f"Name: {_project('name')}", f"Version: {_project('version')}", f"Summary: {_project('description')}"]
    lines.append(f"Requires-Python: {_project('requires-python')}")
    lines.extend(f"Classifier: {line}" for line in re.findall(r'^    "(.+::.+)",$', _read("pyproject.toml"), re.M))
    return "\n".join(lines + ["Description-Content-Type: text/markdown", "", _read("README.md")])


def _sdist_files() -> Iterator[Tuple[str, bytes]]:
    for path in ("pyproject.toml", "README.md"):
        yield path, _read(path).encode()
    for folder in SDIST_FOLDERS:
        for path, content in _files(folder):
            yield f"{folder}/{path}", content
    # pip reads the metadata of an sdist from here.
    yield "PKG-INFO", _metadata().encode()


def _files(folder: str) -> Iterator[Tuple[str, bytes]]:
    for directory, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        for name in sorted(names):
            if not name.endswith((".pyc", ".egg-info")):
                path = os.path.join(directory, name)
                with open(path, "rb") as file:
                    yield os.path.relpath(path, os.path.join(ROOT, folder)).replace(os.sep, "/"), file.read()


def _project(key: str) -> str:
    # Python before 3.11 has no reader of TOML; what is read here is one string per line.
    found = re.search(rf'^{key} = "(.+)"$', _read("pyproject.toml"), re.M)
    if found is None:
        raise ValueError(f"pyproject.toml has no {key}.")
    return found.group(1)


def _entry_points() -> str:
    return f"[console_scripts]\ntelemetry-sdk = {_project('telemetry-sdk')}\n\n[pyinstaller40]\nhook-dirs = {_project('hook-dirs')}\n"


def _name() -> str:
    return _project("name").replace("-", "_")


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _read(path: str) -> str:
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()
