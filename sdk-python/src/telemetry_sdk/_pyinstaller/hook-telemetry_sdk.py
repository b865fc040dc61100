"""Run by PyInstaller: parts that are imported by name, or only when something happens, belong into the bundle too."""

from PyInstaller.utils.hooks import collect_submodules

# The command line and this folder are of no use in a bundle.
hiddenimports = collect_submodules("telemetry_sdk", filter=lambda name: not name.startswith(("telemetry_sdk._pyinstaller", "telemetry_sdk.commands")))
