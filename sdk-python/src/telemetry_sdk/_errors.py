"""Errors of this package. None of them ever reaches the application."""

from __future__ import annotations


class TelemetryError(Exception):
    """Root of the tree."""


class InvalidOption(TelemetryError):
    """An option cannot be used as given. The message says which one, why, and what to write instead."""


class SpoolUnusable(TelemetryError):
    """The spool directory cannot be written. The message says why."""
