"""The window, and what it shows when something goes wrong: the crash is sent by then, and the user may say what happened."""

import tkinter
from tkinter import simpledialog

import telemetry_sdk
from telemetry_sdk import blackbox


def open_window(chosen, do):
    root = tkinter.Tk()
    root.title("Tally")
    blackbox.watch_tk(root)
    amounts = tkinter.Entry(root, width=40)
    amounts.pack(padx=12, pady=12)
    shown = tkinter.Label(root, text="Amounts, with spaces between")
    shown.pack()

    def press(command):
        shown["text"] = "%s %s" % (do([command] + amounts.get().split()), chosen)

    for command in ("add", "average", "sort"):
        tkinter.Button(root, text=command, command=lambda one=command: press(one)).pack(side="left", padx=6, pady=12)
    root.report_callback_exception = lambda kind, error, traceback: tell(root, error)
    root.mainloop()


def tell(root, error):
    crash = telemetry_sdk.capture_exception(error)
    comments = simpledialog.askstring("Tally", "Something went wrong, and we were told.\nWhat did you do?", parent=root)
    if comments and crash:
        telemetry_sdk.send_feedback(comments, event_id=crash)
