"""Puts the package's source on the path, so that tests run from a checkout with nothing installed."""

import os
import sys

SOURCE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "src"))

if SOURCE not in sys.path:
    sys.path.insert(0, SOURCE)
