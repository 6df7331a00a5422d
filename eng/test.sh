#!/usr/bin/env bash
# Installs what the tests need, runs the whole suite and closes with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# The journeys and faults need a RabbitMQ: the machine's own, or a container where Docker answers.
if [ ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && ! docker info >/dev/null 2>&1; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends rabbitmq-server >/dev/null
fi

# One compiler for all projects; it ends with the build.
dotnet build Medborgarlofte.NoAspire.slnf --configuration Release -nodeReuse:false -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler

passed=0 failed=0 skipped=0 broken=0
failures=$(mktemp)
trap 'rm -f "$failures"' EXIT
for project in tests/*.Tests; do
  name=$(basename "$project")
  echo "== $name"
  log=$(mktemp)
  # What hangs is ended, and has failed.
  timeout --signal=KILL 1200 "artifacts/bin/$name/release/$name" -noColor 2>&1 | tee "$log" || broken=1
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
  # A failure with what it says, up to the next test that is named.
  awk '/\[FAIL\]/ { told = 1 } /\[SKIP\]|^ *Finished:/ { told = 0 } told' "$log" >>"$failures"
  rm -f "$log"
  count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$summary"; }
  if [ -z "$summary" ]; then
    echo "$name ended without a summary"
    failed=$((failed + 1))
    continue
  fi
  bad=$(($(count Failed) + $(count Errors)))
  failed=$((failed + bad))
  skipped=$((skipped + $(count Skipped)))
  passed=$((passed + $(count Total) - $(count Failed) - $(count Skipped)))
done

# The failures again, where a reader looks first.
cat "$failures"
if [ -n "${MEDBORGARLOFTE_TEST_SQLSERVER:-}" ]; then echo "Database provider: SQL Server"; else echo "Database provider: SQLite"; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$broken" = 0 ] && [ "$passed" -gt 0 ]
