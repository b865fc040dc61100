"""The window, and the same without one."""

import os

import telemetry_sdk
from telemetry_sdk import blackbox

from tally import ledger, settings

HOME = os.environ.get("TALLY_HOME") or os.path.expanduser("~/.tally")


def main(arguments):
    os.makedirs(HOME, exist_ok=True)
    chosen = settings.load(os.path.join(HOME, "settings.json"))
    if not arguments and has_screen():
        from tally.window import open_window

        return open_window(chosen, do)
    # Without a window there is still a loop that must never stand still.
    blackbox.beat()
    print(do(arguments or ["average"]), chosen)
    blackbox.rest()


def do(words):
    """One thing that people can do, as the window and the command line call it."""
    command, texts = words[0], words[1:]
    telemetry_sdk.add_breadcrumb(command, category="action")
    amounts = [ledger.parse(text) for text in texts]
    if command == "average":
        return ledger.average(amounts)
    if command == "sort":
        return ledger.sort(amounts)[:3]
    return sum(amounts)


def has_screen():
    return os.name == "nt" or bool(os.environ.get("DISPLAY"))
