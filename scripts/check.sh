#!/usr/bin/env bash
# What can be checked without running anything: format, analyzers, the compose file, known vulnerabilities.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0
step() { echo "— $1"; shift; "$@" || { status=1; echo "failed: $*" >&2; }; }

compose() {
  local tool
  if command -v docker-compose >/dev/null; then tool=(docker-compose)
  elif docker compose version >/dev/null 2>&1; then tool=(docker compose)
  else echo "docker-compose is not installed: the compose file was not checked."; return 0; fi
  "${tool[@]}" --env-file deploy.env.example --file docker-compose.yml config --quiet
}

audit() {
  local report
  report=$(dotnet list Telemetry.sln package --vulnerable --include-transitive 2>&1) || { echo "The registry offers no vulnerability data here: not audited."; return 0; }
  ! grep -E '(Critical|High|Moderate)' <<<"$report"
}

step "format" dotnet format Telemetry.sln --verify-no-changes --verbosity quiet --exclude-diagnostics IDE0005
step "build with analyzers" dotnet build Telemetry.sln --configuration Release --nologo --verbosity quiet
step "docker-compose.yml" compose
step "known vulnerabilities" audit
exit $status
