# Builds and runs the test projects for eng/test.sh and eng/soak.sh, which source this file.
# Usage: run_suite "<xunit options>" <test project>...
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# The journeys and faults need nginx, and RabbitMQ: the machine's own, or a container if Docker is available.
install_servers() {
  local missing=()
  [ -x /usr/sbin/nginx ] || missing+=(nginx)
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || docker info >/dev/null 2>&1 || missing+=(rabbitmq-server)
  if [ "${#missing[@]}" != 0 ]; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
}

# One compiler serves all projects and ends with the build. Profiling and a heap per core would double its CPU time.
# Links to packages save three gigabytes of copies.
build() {
  local status=0
  DOTNET_TieredPGO=0 DOTNET_gcServer=0 DOTNET_gcConcurrent=0 dotnet build Medborgarlofte.sln --configuration Release \
    -nodeReuse:false -p:UseSharedCompilation=true -p:CreateHardLinksForCopyLocalIfPossible=true || status=1
  dotnet build-server shutdown --vbcscompiler >/dev/null
  return "$status"
}

# The build compiles Standalone's packages ahead of time. The tests' processes use the same files: a start takes a third less work.
share_compiled_packages() {
  local compiled copy
  (
    cd artifacts/bin
    for compiled in Medborgarlofte.Standalone/release/{MassTransit,Microsoft.{Data.Sqlite,EntityFrameworkCore,IdentityModel}}*.dll \
      Medborgarlofte.Standalone/release/{OpenTelemetry,RabbitMQ,SQLitePCLRaw}*.dll; do
      for copy in */release/"$(basename "$compiled")"; do
        [ "$compiled" -ef "$copy" ] || cp --remove-destination "$compiled" "$copy"
      done
    done
  )
}

# Most processes end after seconds: only methods with 2,000 calls (hexadecimal 7D0) instead of 30 are compiled a second time.
export DOTNET_TC_CallCountThreshold=7D0

# Runs one test project and prints its output when it ends. A project that hangs is killed together with its processes.
run_project() {
  local name=$1 log="$logs/$1.log" started=$SECONDS status=0
  # shellcheck disable=SC2086 # The options are several words.
  timeout --signal=KILL 3000 "artifacts/bin/$name/release/$name" -noColor $options >"$log" 2>&1 || status=$?
  echo "$status" >"$logs/$name.status"
  flock "$logs" sh -c 'echo "== $1 ($2 s)"; cat "$3"' _ "$name" "$((SECONDS - started))" "$log"
}

count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p"; }

run_suite() {
  options=$1
  shift
  logs=$(mktemp -d)
  trap 'rm -rf "$logs"' EXIT
  install_servers
  build
  share_compiled_packages

  # One project more than there are processors, because the faults and journeys also wait; in the given order.
  local name
  for name in "$@"; do
    while [ "$(jobs -rp | wc -l)" -gt "$(nproc)" ]; do wait -n || true; done
    run_project "$name" &
  done
  wait

  local passed=0 failed=0 skipped=0 summary bad
  echo "== Failures"
  for name in "$@"; do
    # A failure with its message, up to the next test that is named.
    awk '/\[FAIL\]/ { failure = 1 } /\[SKIP\]|^ *Finished:/ { failure = 0 } failure' "$logs/$name.log"
    summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$logs/$name.log" | tail -n 1 || true)
    bad=$(($(count Failed <<<"$summary" || true) + $(count Errors <<<"$summary" || true) + 0))
    if [ -z "$summary" ] || { [ "$bad" = 0 ] && [ "$(cat "$logs/$name.status")" != 0 ]; }; then
      echo "$name ended with $(cat "$logs/$name.status")${summary:+ although no test failed}"
      bad=1
    fi
    failed=$((failed + bad))
    if [ -n "$summary" ]; then
      skipped=$((skipped + $(count Skipped <<<"$summary")))
      passed=$((passed + $(count Total <<<"$summary") - $(count Failed <<<"$summary") - $(count Skipped <<<"$summary")))
    fi
  done

  if [ -n "${MEDBORGARLOFTE_TEST_SQLSERVER:-}" ]; then echo "Database provider: SQL Server"; else echo "Database provider: SQLite"; fi
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
