#!/usr/bin/env bash
# Makes sure that RabbitMQ, PostgreSQL, Chromium, libfaketime, gRPC and Sentry's SDK for Python, and mypy are there for the tests: installs them on Debian and Ubuntu as root,
# and otherwise says what to install. Fetches the clients for Node from npm. Their system services are not started: the tests start their own.
set -euo pipefail

clients=$(dirname "$0")/../tests/clients/node
if [ ! "$clients/node_modules/.package-lock.json" -nt "$clients/package-lock.json" ]; then
  echo "Fetching the clients for Node …"
  (cd "$clients" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=warn)
  touch "$clients/node_modules/.package-lock.json"
fi

missing=()
ls -d /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin >/dev/null 2>&1 || missing+=(rabbitmq-server)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
{ [ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] || [ -n "${TELEMETRY_CHROMIUM:-}" ]; } || missing+=(chromium)
ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || missing+=(libfaketime)
/usr/bin/python3 -c 'import grpc' 2>/dev/null || missing+=(python3-grpcio)
/usr/bin/python3 -c 'import sentry_sdk' 2>/dev/null || missing+=(python3-sentry-sdk)
command -v mypy >/dev/null || missing+=(mypy)
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
if [ ${#missing[@]} -gt 0 ] && ! can_install; then
  echo "The tests need: ${missing[*]}" >&2
  echo "On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
  echo "Elsewhere: RabbitMQ 3.10 or later, PostgreSQL 15 or later, Chromium (its path in TELEMETRY_CHROMIUM), libfaketime, Python 3 with grpcio and sentry-sdk, and mypy." >&2
  exit 1
fi

# The browser without windows of its own costs a fifth less. Any Chromium will do: nobody is kept from the tests by its absence.
lighter=()
[ -x /usr/bin/chromium-headless-shell ] || [ -n "${TELEMETRY_CHROMIUM:-}" ] || ! can_install || lighter=(chromium-headless-shell)
[ $((${#missing[@]} + ${#lighter[@]})) -gt 0 ] || exit 0

# Without this, Debian's packages start their services at once, on all interfaces.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
install() {
  echo "Installing $* …"
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
apt-get update -qq || [ ${#missing[@]} -eq 0 ]
[ ${#missing[@]} -eq 0 ] || install "${missing[@]}"
[ ${#lighter[@]} -eq 0 ] || install "${lighter[@]}" || echo "It is not to be had here; chromium does as well."
