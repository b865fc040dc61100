"""What the user chose, in a file of JSON. Format 2 names the currency."""

import json
import os

import telemetry_sdk


def load(path):
    if not os.path.exists(path):
        save(path, {"format": 2, "currency": "EUR"})
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    return settings if settings.get("format") == 2 else migrate(path, settings)


def migrate(path, settings):
    telemetry_sdk.add_breadcrumb("Settings of format 1 found", category="migration")
    settings = {"format": 2, "currency": settings.get("money", "EUR")}
    save(path, settings)
    return settings


def save(path, settings):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(settings, file)
