"""What ``python -m telemetry_sdk`` can do. Each command is ``main(arguments) -> exit code``."""
