"""Beats for the loops of user interfaces, put in by one call each. ``seconds`` is the time between two beats."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List


def of_tk(root: Any, beat: Callable[..., None], rest: Callable[[], None], seconds: float) -> None:
    """Tk: a timer of the root window. Quiet while ``mainloop`` does not run."""

    def in_mainloop(frames: List[Dict[str, Any]]) -> bool:
        return any(str(frame.get("function")).endswith("mainloop") for frame in frames)

    def again() -> None:
        beat(in_mainloop)
        root.after(int(seconds * 1000), again)

    root.bind("<Destroy>", lambda event: rest() if event.widget is root else None, add="+")
    root.after(0, again)


def of_asyncio(loop: Any, beat: Callable[..., None], rest: Callable[[], None], seconds: float) -> None:
    """asyncio: a timer of the loop. Quiet while the loop does not run. Call from any thread."""

    def is_running(frames: List[Dict[str, Any]]) -> bool:
        return bool(loop.is_running())

    def again() -> None:
        beat(is_running)
        loop.call_later(seconds, again)

    loop.call_soon_threadsafe(again)


def of_qt(app: Any, beat: Callable[..., None], rest: Callable[[], None], seconds: float) -> Any:
    """Qt (PySide and PyQt, 5 and 6): a timer of the application, which it owns. Ends with ``aboutToQuit``."""
    core = __import__(type(app).__module__.split(".")[0] + ".QtCore", fromlist=["QTimer"])
    timer = core.QTimer(app)
    timer.setInterval(int(seconds * 1000))
    timer.timeout.connect(lambda: beat())
    app.aboutToQuit.connect(rest)
    timer.start()
    return timer
