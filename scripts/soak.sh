#!/usr/bin/env bash
# The chaos and fault tests in their long form: each system is killed for TELEMETRY_SOAK_MINUTES, every fault lasts as long as in real life.
set -euo pipefail
cd "$(dirname "$0")/.."
export TELEMETRY_SOAK_MINUTES=${TELEMETRY_SOAK_MINUTES:-60}
scripts/install-test-parts.sh
project=tests/Telemetry.EndToEnd.Tests
dotnet build "$project" --configuration Release --nologo --verbosity quiet
exec dotnet run --project "$project" --configuration Release --no-build -- \
  -namespace Telemetry.EndToEnd.Tests.Chaos -namespace Telemetry.EndToEnd.Tests.Faults -showLiveOutput "$@"
