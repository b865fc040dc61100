"""The version of this package; ``pyproject.toml`` says the same, which a test checks."""

VERSION = "0.1.0"
SDK_NAME = "telemetry-sdk"
