"""A command-line program: resizes "pictures", which are files whose first line says their size.

    TELEMETRY_DSN=… python examples/cli/resize.py --width 200 picture.txt
"""

import argparse
import logging
import sys

import telemetry_sdk

log = logging.getLogger("resize")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("files", nargs="+")
    given = parser.parse_args()
    # After the arguments are read: a misspelt option is nobody's crash.
    telemetry_sdk.init(release="resize@1.0", service="resize")
    failed = sum(not resize(name, given.width) for name in given.files)
    return 1 if failed else 0


@telemetry_sdk.span("resize file")
def resize(name, width):
    try:
        with open(name, encoding="utf-8") as file:
            old, height = map(int, file.readline().split("x"))
    except OSError as error:
        # The user's mistake: a word to them, a record for us, no crash.
        log.warning("cannot read %s", name, extra={"reason": error.strerror})
        print("%s: %s" % (name, error.strerror), file=sys.stderr)
        return False
    print("%s: %dx%d" % (name, width, height * width // old))
    return True


if __name__ == "__main__":
    sys.exit(main())
