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

# A browser takes both cores by itself: what has nothing else runs alone. Of the others, most of the time is waiting for an engine, a broker or a fault, so two run at a time.
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

# The SDK for Python, on every interpreter there is.
run_sdk() {
  local started=$SECONDS p f
  sdk-python/run-tests.sh >"$log/sdk-python.log" 2>&1 || cat "$log/sdk-python.log"
  read -r p f < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log/sdk-python.log" | tail -1)
  echo "${p:-0} ${f:-1}" >"$log/sdk-python.count"
  printf '%-36s %5d passed %4d failed  %4d s\n' sdk-python "${p:-0}" "${f:-1}" $((SECONDS - started))
}

in_a_lane() {
  while [ "$(jobs -rp | wc -l)" -ge "$lanes" ]; do wait -n; done
  "$@" &
}

rm -f "$log"/*.count "$log"/*.log
run_project tests/Telemetry.Web.Tests
# The longest first, so that none runs on by itself at the end.
in_a_lane run_project tests/Telemetry.EndToEnd.Tests
in_a_lane run_project tests/Telemetry.Query.Api.Tests
in_a_lane run_sdk
for project in tests/*.Tests; do
  case $project in *.Web.Tests | *.EndToEnd.Tests | *.Query.Api.Tests) ;; *) in_a_lane run_project "$project" ;; esac
done
wait

# By name once more at the end, where a long output is looked at first.
sed -n 's/^ *failed \(Telemetry\..*\)/FAILED \1/p; s/^\(FAIL\|ERROR\): \(test_.*\)/FAILED \2/p' "$log"/*.log

passed=0; failed=0; counted=0
while read -r p f; do passed=$((passed + p)); failed=$((failed + f)); counted=$((counted + 1)); done < <(cat "$log"/*.count)
[ "$counted" -eq $(($(ls -d tests/*.Tests | wc -l) + 1)) ] || { echo "A project told no result." >&2; failed=$((failed + 1)); }
finish "$passed" "$failed"
