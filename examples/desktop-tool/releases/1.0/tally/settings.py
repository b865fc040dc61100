"""What the user chose, in a file of JSON."""

import json
import os


def load(path):
    if not os.path.exists(path):
        save(path, {"money": "EUR"})
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def save(path, settings):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(settings, file)
