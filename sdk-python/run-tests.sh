#!/usr/bin/env bash
# Runs the SDK's tests on every Python there is: all of them on the newest, the short list, which is what differs between interpreters, on the others.
# The last line is `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")"
# What a run on every interpreter is about: what differs between them.
short=(tests.test_documents tests.test_hooks tests.blackbox.test_deaths)

# One line per interpreter: version and path, each minor version once.
interpreters() {
  for python in "${HOME}"/.pyenv/versions/3.*/bin/python /usr/bin/python3 $(command -v python3); do
    [ -x "$python" ] && "$python" -c 'import sys; v = sys.version_info; v >= (3, 8) and print("%d.%02d" % v[:2], sys.executable)' 2>/dev/null
  done | sort -u -k1,1
}

mapfile -t found < <(interpreters)
[ ${#found[@]} -gt 0 ] || { echo "There is no Python 3.8 or later."; echo "0 passed, 1 failed"; exit 1; }
passed=0; failed=0; log=$(mktemp)
trap 'rm -f "$log"' EXIT
for place in "${!found[@]}"; do
  version=${found[$place]%% *} python=${found[$place]#* } started=$SECONDS
  if [ "$place" -eq $((${#found[@]} - 1)) ]; then what=(discover -s tests -t .); else what=("${short[@]}"); fi
  PYTHONPATH=src timeout 400 "$python" -W ignore -m unittest "${what[@]}" >"$log" 2>&1
  code=$?
  ran=$(sed -n 's/^Ran \([0-9]*\) tests\? in.*/\1/p' "$log" | tail -1); ran=${ran:-0}
  bad=$(grep -cE '^(FAIL|ERROR): ' "$log"); skipped=$(sed -n 's/.*skipped=\([0-9]*\).*/\1/p' "$log" | tail -1); skipped=${skipped:-0}
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  [ "$bad" -eq 0 ] || cat "$log"
  printf 'Python %s  %4d passed %4d failed %4d skipped  %4d s\n' "$version" $((ran > bad + skipped ? ran - bad - skipped : 0)) "$bad" "$skipped" $((SECONDS - started))
  passed=$((passed + (ran > bad + skipped ? ran - bad - skipped : 0))); failed=$((failed + bad))
done
# The types, where the checker is.
if command -v mypy >/dev/null; then
  if mypy --no-error-summary; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
