#!/usr/bin/env bash
# Adds a migration to one module on both databases, or on one: eng/migrate.sh IncidentIntake AddSomething [Sqlite|SqlServer]
set -euo pipefail
cd "$(dirname "$0")/.."
module=$1 name=$2
dotnet tool restore >/dev/null
for provider in ${3:-Sqlite SqlServer}; do
  dotnet ef migrations add "$name" \
    --project "src/$module/Medborgarlofte.$module" --startup-project "src/$module/Medborgarlofte.$module.Host" \
    --context "$provider${module}DbContext" --output-dir "Data/Migrations/$provider"
done
