import faulthandler
import threading


def wait(event):
    event.wait()


def crash():
    faulthandler.enable()
    threading.Thread(target=wait, args=(threading.Event(),), daemon=True).start()
    faulthandler._sigsegv()
