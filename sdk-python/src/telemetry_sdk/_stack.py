"""Frames of docs/crash-format.md, from tracebacks and from running threads."""

from __future__ import annotations

import linecache
import os
import sys
from itertools import islice

from . import _render, _scrub

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType, TracebackType
    from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

    class Step(NamedTuple):
        """One call: where it is, and which instruction of it runs."""

        frame: FrameType
        line: int
        instruction: int


MAX_FRAMES_EACH_END = 125
MAX_LOCALS = 50
MAX_LINE = 512
CONTEXT_LINES = 5
# The innermost frames tell most; the outermost say how it began.
LOCALS_INNERMOST, LOCALS_OUTERMOST = 25, 3
MAX_WALKED = 100_000
_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


class Budget:
    """How many characters of source and of locals a crash may still have."""

    __slots__ = ("source", "locals")

    def __init__(self, source: int = 500_000, locals: int = 250_000) -> None:
        self.source, self.locals = source, locals


def of_traceback(traceback: Optional[TracebackType], budget: Budget, with_locals: bool, with_source: bool = True) -> Dict[str, Any]:
    """``{"frames": [...], "omitted": n}`` of a traceback, outermost call first."""
    return _stack(list(islice(_down(traceback), MAX_WALKED)), budget, with_locals, with_source)


def of_frame(frame: Optional[FrameType], budget: Budget, with_locals: bool, with_source: bool = True) -> Dict[str, Any]:
    """The same of a running frame and its callers. Frames of this package are left out at the inner end."""
    steps = list(islice(_up(frame), MAX_WALKED))
    while steps and steps[0][0].f_code.co_filename.startswith(_HERE):
        del steps[0]
    steps.reverse()
    return _stack(steps, budget, with_locals, with_source)


def _down(traceback: Optional[TracebackType]) -> Iterator[Any]:
    while traceback is not None:
        # None where the compiler left no line behind.
        yield traceback.tb_frame, traceback.tb_lineno or 0, traceback.tb_lasti
        traceback = traceback.tb_next


def _up(frame: Optional[FrameType]) -> Iterator[Any]:
    while frame is not None:
        yield frame, frame.f_lineno or 0, frame.f_lasti
        frame = frame.f_back


def _stack(steps: List[Step], budget: Budget, with_locals: bool, with_source: bool) -> Dict[str, Any]:
    folded = _fold(steps)
    omitted = len(folded) - 2 * MAX_FRAMES_EACH_END
    lost = 0
    if omitted > 0:
        lost = sum(1 + repeated for _, repeated in folded[MAX_FRAMES_EACH_END:-MAX_FRAMES_EACH_END])
        folded = folded[:MAX_FRAMES_EACH_END] + folded[-MAX_FRAMES_EACH_END:]
    frames: List[Dict[str, Any]] = []
    # From the inside, so that the budget is spent where it tells most.
    for place in range(len(folded) - 1, -1, -1):
        (step, repeated) = folded[place]
        near = len(folded) - place <= LOCALS_INNERMOST or place < LOCALS_OUTERMOST
        frames.append(_frame(step, repeated, budget, with_locals and near, with_source))
    frames.reverse()
    return {"frames": frames, "omitted": lost} if lost else {"frames": frames}


def _fold(steps: List[Step]) -> List[Tuple[Step, int]]:
    """Joins a line that calls itself: a stack overflow is one frame and a number."""
    folded: List[Tuple[Step, int]] = []
    for step in steps:
        if folded and folded[-1][0][0].f_code is step[0].f_code and folded[-1][0][1] == step[1]:
            folded[-1] = (step, folded[-1][1] + 1)
        else:
            folded.append((step, 0))
    return folded


def _frame(step: Step, repeated: int, budget: Budget, with_locals: bool, with_source: bool) -> Dict[str, Any]:
    frame, line, instruction = step
    code, names = frame.f_code, frame.f_globals
    module = names.get("__name__") if isinstance(names, dict) else None
    module = module if isinstance(module, str) else ""
    result: Dict[str, Any] = {"function": getattr(code, "co_qualname", code.co_name), "file": relative(code.co_filename, module), "path": code.co_filename}
    if module:
        result["module"] = module
    if line > 0:
        result["line"] = line
    if repeated:
        result["repeated"] = repeated
    lines = _lines(code.co_filename, names) if with_source else []
    _add_range(result, code, instruction, lines)
    if budget.source > 0 and 0 < line <= len(lines):
        _add_source(result, lines, line, budget)
    if with_locals and budget.locals > 0:
        _add_locals(result, frame, budget)
    return result


def _lines(path: str, names: Any) -> List[str]:
    try:
        # The globals carry the loader: a zipapp's source is in its archive.
        return linecache.getlines(path, names)
    except Exception:
        return []


def _add_range(result: Dict[str, Any], code: CodeType, instruction: int, lines: List[str]) -> None:
    positions = getattr(code, "co_positions", None)
    if positions is None or instruction < 0:
        return
    start, end, column, end_column = next(islice(positions(), instruction // 2, None), (None,) * 4)
    if start is None or end is None or column is None or end_column is None or start != result.get("line"):
        return
    result["end_line"] = end
    result["column"], result["end_column"] = _characters(lines, start, column), _characters(lines, end, end_column)


def _characters(lines: List[str], line: int, column: int) -> int:
    # The interpreter counts bytes of UTF-8.
    if not 0 < line <= len(lines) or lines[line - 1].isascii():
        return column
    return len(lines[line - 1].encode("utf-8", "replace")[:column].decode("utf-8", "replace"))


def _add_source(result: Dict[str, Any], lines: List[str], line: int, budget: Budget) -> None:
    first = max(0, line - 1 - CONTEXT_LINES)
    shown = [_scrub.source(text.rstrip("\r\n")[:MAX_LINE]) for text in lines[first : line + CONTEXT_LINES]]
    result["before"], result["source"], result["after"] = shown[: line - 1 - first], shown[line - 1 - first], shown[line - first :]
    budget.source -= sum(map(len, shown))


def _add_locals(result: Dict[str, Any], frame: FrameType, budget: Budget) -> None:
    # A module's variables are its imports and functions: much text that tells little.
    names = frame.f_locals
    at_top = names is frame.f_globals or frame.f_code.co_name == "<module>"
    shown: Dict[str, str] = {}
    for name in list(names)[:500]:
        if len(shown) == MAX_LOCALS or budget.locals <= 0:
            break
        try:
            item = names[name]
        except KeyError:
            continue
        if not isinstance(name, str) or (at_top and (name.startswith("__") or callable(item) or type(item) is type(os))):
            continue
        shown[name[:200]] = text = _render.named(name, item)
        budget.locals -= len(text) + len(name)
    if shown:
        result["locals"] = shown


def relative(path: str, module: str) -> str:
    """The part of ``path`` that is the same on every machine: below the folder that ``import`` found it in."""
    parts = path.replace("\\", "/").split("/")
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    names = module.split(".")
    if module and module != "__main__":
        if stem == names[-1]:
            return "/".join(parts[-len(names) :])
        if stem == "__init__" and len(parts) > 1 and parts[-2] == names[-1]:
            return "/".join(parts[-len(names) - 1 :])
    for root in sys.path:
        root = os.path.abspath(root).replace("\\", "/").rstrip("/") + "/" if isinstance(root, str) else "/"
        if len(root) > 1 and path.replace("\\", "/").startswith(root):
            return path.replace("\\", "/")[len(root) :]
    return parts[-1]
