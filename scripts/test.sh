#!/usr/bin/env bash
# Runs every test of the repository on real parts. The last line is `N passed, N failed`; the exit code is 0 only without failures.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
log=artifacts/test
mkdir -p "$log"

finish() { echo "$1 passed, $2 failed"; [ "$2" -eq 0 ] && [ "$1" -gt 0 ]; exit $?; }
give_up() { echo "$1" >&2; finish 0 1; }

scripts/install-test-parts.sh || give_up "The parts the tests need are missing."
make --no-print-directory engine || give_up "The engine could not be fetched."
dotnet build Telemetry.sln --configuration "$configuration" --nologo --verbosity quiet || give_up "The build failed."

# Two projects at a time: most of a test is waiting for an engine, a broker or a browser, so that one after the other leaves half of two cores idle.
# The longest come first, so that none of them runs alone at the end.
longest="Web EndToEnd Query.Api Ingest.Gateway"
projects=$(for name in $longest; do echo "tests/Telemetry.$name.Tests"; done; ls -d tests/*.Tests)
lanes=2

run_project() {
  local name started=$SECONDS code p f
  name=$(basename "$1")
  dotnet test --project "$1" --configuration "$configuration" --no-build --no-progress >"$log/$name.log" 2>&1
  code=$?
  p=$(sed -n 's/^ *succeeded: //p' "$log/$name.log" | tail -1); f=$(sed -n 's/^ *failed: //p' "$log/$name.log" | tail -1)
  p=${p:-0}; f=${f:-0}
  # A run that broke without counting a failure is a failure: a crash of the test process, or no test found.
  if [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  echo "$p $f" >"$log/$name.count"
  printf '%-36s %5d passed %4d failed  %4d s\n' "$name" "$p" "$f" $((SECONDS - started))
  [ "$f" -eq 0 ] || grep -vE '^\s*$' "$log/$name.log" | tail -n 120
}

rm -f "$log"/*.count
for project in $(awk '!seen[$0]++' <<<"$projects"); do
  while [ "$(jobs -rp | wc -l)" -ge "$lanes" ]; do wait -n; done
  run_project "$project" &
done
wait

passed=0; failed=0; counted=0
while read -r p f; do passed=$((passed + p)); failed=$((failed + f)); counted=$((counted + 1)); done < <(cat "$log"/*.count)
[ "$counted" -eq "$(ls -d tests/*.Tests | wc -l)" ] || { echo "A project told no result." >&2; failed=$((failed + 1)); }
finish "$passed" "$failed"
