#!/usr/bin/env bash
# Shows the product with traffic and crashes: uses the server that runs on the data directory, or starts one and keeps it until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DATA:-data}
server=server/Telemetry.Server/bin/Release/net10.0/Telemetry.Server.dll

dotnet build tests/Telemetry.Demo --configuration Release --nologo --verbosity quiet
own=
if [ ! -f "$data/ready.json" ]; then
  dotnet build server/Telemetry.Server --configuration Release --nologo --verbosity quiet
  dotnet "$server" --data "$data" &
  own=$!
  trap 'kill -TERM "$own" 2>/dev/null; wait "$own"' EXIT
  for _ in $(seq 600); do
    [ -f "$data/ready.json" ] && break
    kill -0 "$own" 2>/dev/null || { echo "The server stopped before it was ready." >&2; exit 1; }
    sleep 0.1
  done
fi

dotnet tests/Telemetry.Demo/bin/Release/net10.0/Telemetry.Demo.dll "$data" "${SECONDS_OF_TRAFFIC:-60}"
echo "Telling the story of three releases of a small desktop tool (examples/desktop-tool) …"
python3 examples/desktop-tool/tell_story.py "$data"
echo "Look at the issues: one came back, one hits those who update, one hangs, one is a segfault."
if [ -n "$own" ]; then
  echo "The server keeps running; Ctrl-C stops it."
  wait "$own"
fi
