#!/usr/bin/env bash
# Runs the long tests that eng/test.sh leaves out: replica upgrade, large import, restore, long fuzzing and the
# long attack on small counts.
# Closes with "N passed, N failed, N skipped".
set -euo pipefail
source "$(dirname "$0")/suite.sh"

mapfile -t projects < <(grep -rl --include='*.cs' '"Category", "Soak"' tests | cut -d/ -f2 | sort -u)
run_suite '-trait Category=Soak' "${projects[@]}"
