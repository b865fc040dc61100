"""Name, version and architecture of the operating system, without starting a program for it as ``platform`` may."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict


def os_name() -> str:
    """``Windows``, ``macOS``, ``Linux``, or what ``uname`` says."""
    if sys.platform == "win32":
        return "Windows"
    if sys.platform == "darwin":
        return "macOS"
    return os.uname().sysname


def os_version() -> str:
    """The build: ``10.0.19045``, ``14.4``, ``Debian GNU/Linux 12 (bookworm), 6.1.0``."""
    if sys.platform == "win32":
        version = sys.getwindowsversion()
        # The first three numbers are what the manifest of python.exe asked for, these are the machine's.
        return ".".join(str(number) for number in version.platform_version)
    if sys.platform == "darwin":
        import platform

        return platform.mac_ver()[0]
    name = _os_release().get("PRETTY_NAME", "")
    return ", ".join(part for part in (name, os.uname().release) if part)


def architecture() -> str:
    """The machine's, and not the interpreter's: ``x86_64``, ``AMD64``, ``arm64``."""
    if sys.platform == "win32":
        # A 32-bit interpreter sees x86 in the first; the second is set only for it.
        return os.environ.get("PROCESSOR_ARCHITEW6432", "") or os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return os.uname().machine


def libc() -> str:
    """``glibc 2.36``, ``musl``, or nothing where there is no such choice."""
    if sys.platform != "linux":
        return ""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or "musl"
    except (ValueError, OSError):  # musl does not know the name.
        return "musl"


def _os_release() -> Dict[str, str]:
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                lines = file.read(16384).splitlines()
        except OSError:
            continue
        pairs = (line.split("=", 1) for line in lines if "=" in line)
        return {name: value.strip("\"'") for name, value in pairs}
    return {}
