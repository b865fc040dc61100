"""What a flight that is over died of. No file is read here, so that every case can be tested."""

from __future__ import annotations

import signal
from typing import Any, Dict, NamedTuple, Optional

from ._record import Record

# What the process had at its last heartbeat, as a part of what it may have: above, want of memory is likely without any other sign.
_NEARLY_FULL = 0.95
_LARGE = 0.25


class Now(NamedTuple):
    """What the finder knows of the machine. ``memory`` as :func:`telemetry_sdk.blackbox._memory.evidence`."""

    has_rebooted: bool
    memory: Dict[str, int]
    memory_bytes: int


class Verdict(NamedTuple):
    """How the run ended.

    ``state`` and ``mechanism`` are those of the session. ``kind`` is that of the crash document, None when there is nothing to report.
    ``sure`` is ``certain``, ``likely`` or ``possible``, and ``why`` the sentence for it.
    """

    state: str
    mechanism: Optional[str]
    exit_code: Optional[int]
    kind: Optional[str]
    text: str
    sure: str
    why: str


def judge(record: Record, now: Now) -> Verdict:
    """The first of these that applies; what is certain is asked first."""
    return (
        _native(record)
        or _ended(record)
        or _hang(record)
        or _polite(record)
        or _power_loss(now)
        or _out_of_memory(record, now)
        or _vanished(record)
    )


def is_unclean(verdict: Verdict) -> bool:
    """Whether it counts for a loop of failing starts."""
    return verdict.state in ("crashed", "abnormal")


def _native(record: Record) -> Optional[Verdict]:
    if record.dump.reason is None:
        return None
    name = record.dump.signal
    text = record.dump.reason if name == record.dump.reason else f"{record.dump.reason} ({name})"
    when = " while the interpreter was shutting down" if record.end else ""
    return Verdict("crashed", name, _status(name), "native", text, "certain", f"The interpreter's fault handler wrote the stacks{when}.")


def _status(name: str) -> Optional[int]:
    """As ``subprocess`` tells a death by signal; None where that is no signal."""
    number = getattr(signal, name, None) if name.startswith("SIG") else None
    return -int(number) if number is not None else None


def _ended(record: Record) -> Optional[Verdict]:
    if not record.end:
        return None
    state = str(record.end.get("state") or "exited")
    code = record.end.get("exit_code")
    why = "The program said that it ends."
    return Verdict(state, record.end.get("mechanism"), code if isinstance(code, int) else None, None, "", "certain", why)


def _hang(record: Record) -> Optional[Verdict]:
    how = f"ended by {record.ended_by}" if record.ended_by else "killed"
    if record.hang:
        why = f"The main loop did not answer any more until the process was {how}."
        return Verdict("abnormal", "hang", None, "hang", "The main loop did not answer", "certain", why)
    if record.timeout is not None:
        why = f"No Python code could run any more until the process was {how}: something in C held the interpreter, or it was stopped."
        return Verdict("abnormal", "hang", None, "hang", "The interpreter did not answer", "likely", why)
    return None


def _polite(record: Record) -> Optional[Verdict]:
    if record.ended_by is None:
        return None
    number = {"SIGTERM": 15, "SIGHUP": 1}[record.ended_by]
    return Verdict("exited", record.ended_by.lower(), -number, None, "", "certain", f"It was asked to end by {record.ended_by}.")


def _power_loss(now: Now) -> Optional[Verdict]:
    if not now.has_rebooted:
        return None
    text = "The machine stopped while the program ran"
    why = "The machine was started anew since, and the program had not ended: power loss, a crash of the system, or a hard reset."
    return Verdict("abnormal", "power_loss", None, "vanished", text, "likely", why)


def _out_of_memory(record: Record, now: Now) -> Optional[Verdict]:
    found = _memory_sign(record.beat, now)
    if found is None:
        return None
    sure, why = found
    return Verdict("abnormal", "out_of_memory", None, "out_of_memory", "Killed because memory ran out", sure, why)


def _memory_sign(beat: Dict[str, Any], now: Now) -> Optional["tuple[str, str]"]:
    if _rose(beat, now, "group_kills"):
        return "likely", "Since its last heartbeat the kernel has killed in the program's control group for want of memory."
    limit = _number(beat, "limit") or now.memory_bytes
    share = _number(beat, "memory") / limit if limit else 0.0
    if _rose(beat, now, "machine_kills") and share > _LARGE:
        return "likely", f"Since its last heartbeat the kernel has killed for want of memory, and the program had {share:.0%} of it."
    used = max(share, _number(beat, "used") / limit if limit and _number(beat, "limit") else 0.0)
    if used > _NEARLY_FULL:
        return "possible", f"At the last heartbeat {used:.0%} of the memory it may have was in use."
    return None


def _rose(beat: Dict[str, Any], now: Now, name: str) -> bool:
    return name in beat and name in now.memory and now.memory[name] > _number(beat, name)


def _number(values: Dict[str, Any], name: str) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, (int, float)) else 0.0


def _vanished(record: Record) -> Verdict:
    text = "The process was killed, or lost without a trace"
    why = "It neither ended nor wrote why: kill -9, the task manager, or a fatal error that the interpreter told on stderr only."
    return Verdict("abnormal", "killed", None, "vanished", text, "likely", why)
