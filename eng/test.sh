#!/usr/bin/env bash
# Installs what the tests need, builds, runs the suite and closes with "N passed, N failed, N skipped".
# Long soak tests are left to eng/soak.sh.
set -euo pipefail
source "$(dirname "$0")/suite.sh"

# The projects that take longest start first.
longest="Faults Journeys AppHost Trust ApiContract Reporting Gateway Platform"
mapfile -t projects < <({ printf 'Medborgarlofte.%s.Tests\n' $longest; basename -a tests/*.Tests; } | awk '!seen[$0]++')
run_suite '-trait- Category=Soak' "${projects[@]}"
