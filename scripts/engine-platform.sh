#!/usr/bin/env bash
# Prints the folder under engine/ that fits this machine.
set -euo pipefail
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) echo linux-x64 ;;
  Linux-aarch64) echo linux-arm64 ;;
  Darwin-arm64) echo darwin-arm64 ;;
  Darwin-x86_64) echo darwin-x64 ;;
  *) echo "There is no embedded engine for $(uname -s) on $(uname -m): start with --clickhouse CONNECTION." >&2; exit 1 ;;
esac
